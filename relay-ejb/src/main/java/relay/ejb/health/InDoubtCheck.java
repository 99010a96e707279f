package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.domain.queue.InDoubtMails;

/** Mail that may have arrived waits until somebody says so: yellow until then. */
@ApplicationScoped
public class InDoubtCheck implements HealthCheck {
  @Inject InDoubtMails mails;

  @Override
  public String component() {
    return "in-doubt";
  }

  @Override
  public Finding check() {
    long waiting = mails.count().orElse(0);
    return waiting == 0
        ? Finding.up("no mail waits for an answer")
        : Finding.degraded(
            waiting + " mails may have arrived and wait for an answer; relay in-doubt list");
  }
}
