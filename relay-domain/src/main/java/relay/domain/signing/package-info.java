/**
 * DKIM: signs outgoing mail and verifies signatures, and makes and reads the keys for both.
 *
 * <p>Invariant: content is read once and never changed; memory grows with the header, which is
 * bounded, and never with the body. No socket, file, clock or random source: keys come through
 * {@link relay.domain.signing.KeyRing}, public keys through {@link
 * relay.domain.signing.DkimKeyLookup}. RFC 6376 (DKIM), RFC 8301 (sha256 only, RSA from 1024 bits),
 * RFC 8463 (Ed25519), RFC 8616 (internationalised domains), RFC 8601 2.7.1 (names of the results).
 * Ways in: {@link relay.domain.signing.DkimSigner} and {@link relay.domain.signing.DkimVerifier}.
 */
package relay.domain.signing;
