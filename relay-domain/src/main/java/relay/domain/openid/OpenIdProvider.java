package relay.domain.openid;

import java.util.Map;
import java.util.Optional;
import relay.domain.authentication.IssuerKeys;

/** The issuer, as this node reaches it (port). Thread-safe; each call ends within its time. */
public interface OpenIdProvider {

  /** Where its parts are; empty when that is not to be had now, which is logged. */
  Optional<ProviderDocument> document();

  /** What a code was worth. */
  sealed interface Exchange {
    /** The ID token, not yet believed. */
    record Token(String idToken) implements Exchange {}

    /** The issuer takes the code, or this relay, for wrong; logged. */
    record Refused() implements Exchange {}

    /** No usable answer in time; logged. */
    record Unreachable() implements Exchange {}
  }

  /**
   * Exchanges a code; shows the secret of the relay where there is one.
   *
   * @param form without what the secret is about
   */
  Exchange redeem(ProviderDocument at, Map<String, String> form);

  /** Its keys. */
  IssuerKeys keys();
}
