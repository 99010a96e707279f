package relay.domain.transport;

import java.util.List;
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
   * For a mail that no policy of others may keep back: under TLS where that is to be had (RFC 8460
   * 3, RFC 8689 3). What the operator demands of his own accord holds on, and so does what a route
   * says.
   */
  public TransportPlan planWithoutPolicy(NextHop hop) {
    TlsRule rule = settings.get().ruleFor(hop.name());
    if (!(hop instanceof NextHop.MailExchangers) || rule.level() != TlsLevel.AUTO) {
      return planFor(hop, false);
    }
    var lenient = new TlsRule(rule.name(), TlsLevel.MAY, List.of());
    return new TransportPlan(
        Optional.of(lenient), hop.name(), false, Optional.empty(), StsPolicies.NONE);
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
