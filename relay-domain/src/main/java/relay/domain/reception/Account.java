package relay.domain.reception;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import relay.domain.authentication.ScramKeys;
import relay.domain.mail.Lane;
import relay.domain.secret.PasswordHash;

/**
 * Somebody who may hand in mail after a login.
 *
 * @param name for journal and trace header, never empty
 * @param loginName what the client gives as user name, in the form of {@link #folded}
 * @param password empty for a user who proves himself in other ways only
 * @param scram what SCRAM needs of the same password; empty when it cannot be used
 * @param identities other proofs of who this is, as {@link Accounts#holderOf} names them
 * @param user who somebody is that has proven himself
 */
public record Account(
    String name,
    String loginName,
    Optional<PasswordHash> password,
    Optional<ScramKeys> scram,
    Set<String> identities,
    AuthenticatedUser user) {

  public Account {
    loginName = folded(loginName);
    identities = Set.copyOf(identities);
  }

  /** Somebody with a password for PLAIN and LOGIN. */
  public Account(String name, String loginName, PasswordHash password, Optional<Lane> lane) {
    this(
        name,
        loginName,
        Optional.of(password),
        Optional.empty(),
        Set.of(),
        new AuthenticatedUser(name, lane));
  }

  /**
   * User names are one name in any case and however composed (RFC 8265 3.3, UsernameCaseMapped).
   */
  public static String folded(String loginName) {
    return Normalizer.normalize(loginName, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  AuthenticatedUser authenticated() {
    return user;
  }
}
