package relay.domain.reception;

import java.util.Optional;

/** Where accounts are kept (port). Thread-safe; answers within milliseconds. */
public interface Accounts {
  /** What the name of an API token's identity begins with; the hash follows. */
  String API_TOKEN = "api-token:";

  /**
   * The account of this login name as it is now; a changed or removed account counts from the next
   * call on.
   *
   * @param loginName in the form of {@link Account#folded}
   * @throws AccountsUnavailable when nobody can tell; the client is asked to try again
   */
  Optional<Account> find(String loginName);

  /**
   * Whether SCRAM works for everybody who has a password. While it does not, it is not offered:
   * many clients take the strongest mechanism and never another.
   */
  default boolean allHaveScramKeys() {
    return false;
  }

  /**
   * The account that an identity proven by others belongs to.
   *
   * @param identity {@code sha256:}, {@code email:}, {@code dns:} or {@code subject:} of a client
   *     certificate, {@code token:issuer/subject}, or {@value #API_TOKEN} and a hash
   */
  default Optional<Account> holderOf(String identity) {
    return Optional.empty();
  }
}
