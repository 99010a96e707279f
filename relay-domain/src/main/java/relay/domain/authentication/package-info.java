/**
 * Proofs of who a client is, beside the plain password: SCRAM, bearer tokens, client certificates.
 *
 * <p>Invariant: nothing here knows accounts, opens a socket or reads a clock; what is compared with
 * a secret is compared in constant time, and no secret has a readable text. RFC 5802 and RFC 7677
 * (SCRAM-SHA-256), RFC 7628 (OAUTHBEARER), RFC 7519, 7515, 7517 (tokens), RFC 4422 appendix A
 * (EXTERNAL). Way in: {@link relay.domain.authentication.ScramFirst}, {@link
 * relay.domain.authentication.TokenCheck}, {@link relay.domain.authentication.ProvenIdentities}.
 */
package relay.domain.authentication;
