package relay.ejb.delivery.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.SuppressionJudge;
import relay.domain.suppression.SuppressionDoor;

/** Apart from {@link WorkerProducer}, which asks for it: Weld warns of a bean that asks itself. */
@ApplicationScoped
public class SuppressionCheckProducer {

  @Produces
  @Singleton
  SuppressionCheck suppressionCheck(SuppressionDoor door, RetryRules rules, Outcomes outcomes) {
    return new SuppressionCheck(door, new SuppressionJudge(rules), outcomes);
  }
}
