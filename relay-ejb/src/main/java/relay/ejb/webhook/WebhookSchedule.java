package relay.ejb.webhook;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Calls the rounds of webhooks from the start of the relay to its end. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WebhookSchedule {
  private static final Duration AFTER_DEFECT = Duration.ofSeconds(10);

  @Inject RelayTimer timer;
  @Inject WebhookRounds webhooks;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("webhooks", timer, () -> AFTER_DEFECT);
    rounds.start(Duration.ZERO, webhooks::round);
  }

  @PreDestroy
  void stop() {
    webhooks.stop();
    rounds.stop();
  }
}
