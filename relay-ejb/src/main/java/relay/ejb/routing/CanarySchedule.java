package relay.ejb.routing;

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

/** Looks each minute whether canary mails are due. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CanarySchedule {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  @Inject private RelayTimer timer;
  @Inject private CanaryRounds canaries;
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("canary mails", timer, () -> PAUSE);
    rounds.start(
        PAUSE,
        () -> {
          canaries.round();
          return PAUSE;
        });
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
