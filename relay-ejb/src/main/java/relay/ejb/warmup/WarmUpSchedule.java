package relay.ejb.warmup;

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

/** Keeps the counts of warm-ups every two seconds, and at the end. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WarmUpSchedule {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Inject RelayTimer timer;
  @Inject WarmUpKeeping keeping;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("the record of warm-ups", timer, () -> PAUSE);
    // By the timer: a start does not wait for the database; mail waits for this, for a while.
    rounds.start(
        Duration.ZERO,
        () -> {
          keeping.round();
          return PAUSE;
        });
  }

  @PreDestroy
  void stop() {
    rounds.stop();
    keeping.round();
  }
}
