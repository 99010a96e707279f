package relay.domain.automation;

import java.time.Instant;
import java.util.Optional;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/** What happens to contacts of a tenant by itself. */
public record Automation(
    String tenant, String id, long version, AutomationPlan plan, AutomationRun run)
    implements ControlObject {
  static final String KIND = "automation";

  /** Before the id in the campaign that its mails carry: no campaign of people's is meant. */
  static final String MAILING_PREFIX = "auto.";

  @Override
  public ControlKey key() {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public Automation withVersion(long other) {
    return new Automation(tenant, id, other, plan, run);
  }

  public AutomationState state() {
    return run.state();
  }

  public boolean isActive() {
    return run.state() == AutomationState.ACTIVE;
  }

  /** The campaign that its mails carry, for brakes, searches and figures. */
  public String mailing() {
    return MAILING_PREFIX + id;
  }

  /** The guard that has slowed it; empty while it goes at its own pace. */
  Optional<GuardTrip> slowedBy() {
    return run.guard().filter(GuardTrip::isSlow);
  }

  /** The same with what a guard has done; empty: it has let it go again. */
  Automation guarded(Optional<GuardTrip> guard) {
    return new Automation(tenant, id, version, plan, run.guarded(guard));
  }

  Automation in(AutomationState other, Instant now) {
    return new Automation(tenant, id, version, plan, run.in(other, now));
  }
}
