package relay.ejb.view;

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

/**
 * Calls the follower again and again, each time after the pause it asked for. The start of the
 * relay does not wait for the database.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FollowerSchedule {
  private static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

  @Inject RelayTimer timer;
  @Inject JournalFollower follower;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("the message view", timer, () -> AFTER_DEFECT);
    rounds.start(Duration.ZERO, follower::follow);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
