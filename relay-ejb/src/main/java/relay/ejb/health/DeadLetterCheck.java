package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.domain.queue.QueueDepths;
import relay.domain.queue.QueueNames;

/** A dead letter is a defect of ours or of a producer: red until somebody has looked at it. */
@ApplicationScoped
public class DeadLetterCheck implements HealthCheck {
  @Inject QueueDepths depths;

  @Override
  public String component() {
    return "dead-letters";
  }

  @Override
  public Finding check() {
    long dead = depths.dead();
    return dead == 0
        ? Finding.up("none")
        : Finding.down(
            dead + " messages in " + QueueNames.DEAD_LETTER + "; relay dead-letter list tells why");
  }
}
