package relay.ejb.contacts;

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

/** Has what contacts were sent and did noted again and again. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BehaviourSchedule {
  private static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

  @Inject RelayTimer timer;
  @Inject BehaviourFollower follower;

  private Rounds noting;

  @PostConstruct
  void start() {
    noting = new Rounds("the behaviour of contacts", timer, () -> AFTER_DEFECT);
    noting.start(Duration.ZERO, follower::follow);
  }

  @PreDestroy
  void stop() {
    noting.stop();
  }
}
