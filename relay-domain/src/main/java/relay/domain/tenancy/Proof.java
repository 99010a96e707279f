package relay.domain.tenancy;

import java.util.Optional;
import relay.domain.secret.PasswordHash;

/**
 * What a credential is recognised by; nothing of it can be turned back into a secret.
 *
 * @param loginName of a user, as {@code relay.domain.reception.Account#folded} forms it
 * @param password hash of a user's password
 * @param scram stored key, server key, salt and iterations of SCRAM-SHA-256, as the form {@code
 *     SCRAM-SHA-256$iterations:salt$stored:server} says
 * @param tokenHash of a token, as {@link Tokens#hashOf} makes it
 * @param certificate of a client: its SHA-256 fingerprint in hexadecimal, or its subject
 */
public record Proof(
    Optional<String> loginName,
    Optional<PasswordHash> password,
    Optional<String> scram,
    Optional<String> tokenHash,
    Optional<String> certificate) {

  public static Proof password(String loginName, PasswordHash password) {
    return new Proof(
        Optional.of(loginName),
        Optional.of(password),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Proof token(String tokenHash) {
    return new Proof(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(tokenHash),
        Optional.empty());
  }

  /** Says which kinds of proof there are and nothing of them. */
  @Override
  public String toString() {
    return "Proof[loginName="
        + loginName.orElse("")
        + (password.isPresent() ? ", password" : "")
        + (scram.isPresent() ? ", scram" : "")
        + (tokenHash.isPresent() ? ", token" : "")
        + (certificate.isPresent() ? ", certificate" : "")
        + "]";
  }
}
