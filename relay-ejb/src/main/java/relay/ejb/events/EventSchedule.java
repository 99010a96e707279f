package relay.ejb.events;

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

/** Calls the teller again and again, each time after the pause it asked for. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventSchedule {
  private static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

  @Inject RelayTimer timer;
  @Inject EventTeller teller;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("the event topic", timer, () -> AFTER_DEFECT);
    rounds.start(Duration.ZERO, teller::follow);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
