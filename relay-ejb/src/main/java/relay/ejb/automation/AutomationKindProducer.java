package relay.ejb.automation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationKind;
import relay.domain.campaign.AutomationSettings;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKind;

/** Makes automations known as control objects; by itself, for the others need the objects. */
@ApplicationScoped
public class AutomationKindProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<Automation> kind(RelayConfiguration configuration) {
    AutomationSettings bounds = configuration.campaign().automation();
    return AutomationKind.bounded(bounds.ofATenantMax(), bounds.stepsMax());
  }
}
