package relay.ejb.automation;

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
import relay.domain.automation.AutomationRound;
import relay.domain.automation.AutomationWatch;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Moves automations on, judges them, and reads the journal for them, again and again. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AutomationSchedule {
  private static final Duration AFTER_DEFECT = Duration.ofMinutes(1);
  // queues and database come up meanwhile
  private static final Duration AFTER_START = Duration.ofSeconds(5);

  @Inject RelayTimer timer;
  @Inject RelayConfiguration configuration;
  @Inject AutomationFollower follower;
  @Inject AutomationRound round;
  @Inject AutomationWatch watch;

  private Rounds reading;
  private Rounds moving;
  private Rounds judging;

  @PostConstruct
  void start() {
    reading = new Rounds("the journal for automations", timer, () -> AFTER_DEFECT);
    reading.start(Duration.ZERO, follower::follow);
    moving = new Rounds("the look at automations", timer, () -> AFTER_DEFECT);
    Duration interval = configuration.campaign().automation().interval();
    moving.start(AFTER_START, () -> round.look() ? Duration.ZERO : interval);
    judging = new Rounds("the guards of automations", timer, () -> AFTER_DEFECT);
    judging.start(AFTER_START, watch::look);
  }

  @PreDestroy
  void stop() {
    judging.stop();
    moving.stop();
    reading.stop();
  }
}
