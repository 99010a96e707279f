package relay.ejb.identity;

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
import java.time.Duration;
import relay.domain.audit.Actor;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlUnavailable;
import relay.domain.identity.IdentityKeys;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Has the first identity key made, and those let go of which no token counts any more. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class IdentitySchedule {
  private static final Logger LOG = System.getLogger(IdentitySchedule.class.getName());
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration PAUSE_WITHOUT_KEY = Duration.ofSeconds(1);

  @Inject RelayTimer timer;
  @Inject IdentityKeys keys;
  @Inject RelayConfiguration configuration;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds("the identity keys", timer, () -> PAUSE);
    rounds.start(Duration.ZERO, this::round);
  }

  private Duration round() {
    try {
      keys.tend(Actor.system(configuration.node().hostName()));
    } catch (ControlUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "identity keys stay as they are: {0}", e.getMessage());
    }
    return keys.get().canMake() ? PAUSE : PAUSE_WITHOUT_KEY;
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
