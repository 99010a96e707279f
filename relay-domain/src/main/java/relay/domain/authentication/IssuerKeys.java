package relay.domain.authentication;

import java.util.Optional;

/** Where the keys of issuers come from (port). Thread-safe. */
public interface IssuerKeys {

  /**
   * The keys of an issuer, from memory where they are young. Waits a few seconds at most, for a few
   * callers at a time.
   *
   * @param keyId of the token; when the known set lacks it, a newer set is asked for, but not more
   *     often than the settings allow
   * @return empty when there are none to be had now
   */
  Optional<KeySet> keysOf(TokenIssuer issuer, Optional<String> keyId);
}
