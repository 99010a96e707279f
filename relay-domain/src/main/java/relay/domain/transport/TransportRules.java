package relay.domain.transport;

import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.routing.NextHop;

/**
 * Decides how the hosts of a next hop are spoken to. Asks nobody about hosts of routes unless the
 * route says so, nor about mail exchangers where the operator's own demand answers it. Thread-safe
 * when its ports are.
 */
public final class TransportRules {
  private final Supplier<TlsPolicySettings> settings;
  private final Optional<DaneSearch> dane;
  private final StsPolicies policies;

  /**
   * @param settings as they are now, asked once an attempt
   * @param dane empty where no answer of the DNS is validated
   */
  public TransportRules(
      Supplier<TlsPolicySettings> settings, Optional<DaneSearch> dane, StsPolicies policies) {
    this.settings = settings;
    this.dane = dane;
    this.policies = policies;
  }

  /**
   * For one attempt.
   *
   * @param tlsRequired whether the mail is bound to REQUIRETLS
   */
  public TransportPlan planFor(NextHop hop, boolean tlsRequired) {
    TlsRule rule = settings.get().ruleFor(hop.name());
    return new TransportPlan(
        hop instanceof NextHop.MailExchangers ? Optional.of(rule) : Optional.empty(),
        hop.name(),
        tlsRequired,
        dane,
        policies);
  }
}
