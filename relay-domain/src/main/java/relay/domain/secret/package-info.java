/**
 * Secrets: passwords as hashes, and what must be readable again as ciphertext; contents of mails as
 * ciphertext where that is wanted.
 *
 * <p>Invariant: no text form of anything here shows a secret. RFC 9106 (Argon2id), NIST SP 800-38D
 * (GCM). Way in: {@link relay.domain.secret.PasswordHash}, {@link relay.domain.secret.SecretVault},
 * {@link relay.domain.secret.ContentSeal}.
 */
package relay.domain.secret;
