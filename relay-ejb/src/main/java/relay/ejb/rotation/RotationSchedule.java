package relay.ejb.rotation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlUnavailable;
import relay.domain.rotation.KeyPatrol;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Lets the patrol of the DKIM keys go its rounds. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RotationSchedule {
  private static final Logger LOG = System.getLogger(RotationSchedule.class.getName());

  @Inject RelayTimer timer;
  @Inject KeyPatrol patrol;

  private final RandomGenerator random = new SecureRandom();
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("the patrol of the DKIM keys", timer, this::pause);
    rounds.start(pause(), this::round);
  }

  private Duration round() {
    try {
      patrol.round(() -> !rounds.isStopped());
    } catch (ControlUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "DKIM keys stay as they are: {0}", e.getMessage());
    }
    return pause();
  }

  private Duration pause() {
    return patrol.pause(random);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
