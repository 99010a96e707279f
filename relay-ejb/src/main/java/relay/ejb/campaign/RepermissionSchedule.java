package relay.ejb.campaign;

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
import relay.domain.campaign.RepermissionRound;
import relay.domain.timer.RelayTimer;
import relay.domain.view.ViewUnavailable;
import relay.ejb.rounds.Rounds;

/** Looks for who was asked whether he still wants a list and has not answered; nobody hurries. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RepermissionSchedule {
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final Duration MORE = Duration.ofSeconds(1);
  @Inject RelayTimer timer;
  @Inject RepermissionRound round;
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("contacts that were asked and do not answer", timer, () -> PAUSE);
    rounds.start(PAUSE, this::look);
  }

  private Duration look() {
    try {
      return round.look() ? MORE : PAUSE;
    } catch (ViewUnavailable e) {
      System.getLogger(RepermissionSchedule.class.getName())
          .log(System.Logger.Level.DEBUG, "who does not answer waits for the database", e);
      return PAUSE;
    }
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
