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
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.consent.ConfirmationRound;
import relay.domain.timer.RelayTimer;
import relay.domain.view.ViewUnavailable;
import relay.ejb.rounds.Rounds;

/** Sends the mails that ask to confirm, every two seconds: somebody waits for them. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConfirmationSchedule {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int ROUNDS_OF_A_MINUTE = 30;
  @Inject private RelayTimer timer;
  @Inject private ConfirmationRound round;
  @Inject private CurrentConfiguration configuration;
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("mails that ask to confirm", timer, () -> PAUSE);
    rounds.start(
        PAUSE,
        () -> {
          send();
          return PAUSE;
        });
  }

  private void send() {
    int perMinute = configuration.get().contacts().confirmations().perMinute();
    try {
      round.go(Math.max(1, perMinute / ROUNDS_OF_A_MINUTE), rounds::isStopped);
    } catch (ViewUnavailable e) {
      // The database says so itself; whatever was under way is taken up after its hold.
      System.getLogger(ConfirmationSchedule.class.getName())
          .log(System.Logger.Level.DEBUG, "confirmations wait for the database", e);
    }
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
