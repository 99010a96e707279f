package relay.domain.campaign;

import java.util.Optional;
import relay.domain.campaign.care.InactiveContacts;
import relay.domain.campaign.care.Repermission;
import relay.domain.control.ControlState;
import relay.domain.control.Refusal;
import relay.domain.tenancy.RecipientCare;
import relay.domain.tenancy.Sunset;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/** Whom a campaign takes for inactive. Pure. */
public final class SunsetRule {
  private SunsetRule() {}

  /**
   * The rule that holds for it now; empty: nobody is taken for inactive. While no stream of the
   * tenant tells who opens and clicks any more there is none, whatever was set.
   */
  public static Optional<Sunset> of(ControlState state, Campaign campaign) {
    InactiveContacts plan = campaign.plan().inactive();
    if (plan.isOff()) {
      return Optional.empty();
    }
    return plan.own()
        .or(() -> ofTenant(state, campaign.tenant()))
        .filter(rule -> Sunset.isTold(state, campaign.tenant()));
  }

  /** The one of a tenant. */
  public static Optional<Sunset> ofTenant(ControlState state, String tenant) {
    return state
        .find(TenancyKinds.TENANT, tenant, tenant)
        .map(Tenant::care)
        .flatMap(RecipientCare::sunset);
  }

  static Optional<Refusal> fault(ControlState state, Campaign campaign) {
    InactiveContacts plan = campaign.plan().inactive();
    if (plan.repermission().isPresent()
        && plan.own().or(() -> ofTenant(state, campaign.tenant())).isEmpty()) {
      return Optional.of(
          new Refusal.Invalid(
              Repermission.FIELD,
              "needs a sunset rule that says who is inactive: its own, or the tenant's"));
    }
    return plan.own().isPresent() || plan.repermission().isPresent()
        ? Sunset.fault(state, campaign.tenant())
        : Optional.empty();
  }
}
