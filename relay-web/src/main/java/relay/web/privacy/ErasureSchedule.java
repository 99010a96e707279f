package relay.web.privacy;

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
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.privacy.Erasures;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;
import relay.domain.view.ViewUnavailable;

/** Goes on with erasures again and again, also with those that the end of a process cut off. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ErasureSchedule {
  private static final Logger LOG = Logger.getLogger(ErasureSchedule.class.getName());

  @Inject RelayTimer timer;
  @Inject Erasures erasures;
  @Inject RelayConfiguration configuration;
  private Repeated working;

  @PostConstruct
  void start() {
    Duration pause = configuration.privacy().interval();
    working = Repeated.start("the erasures", timer, pause, pause, this::work);
  }

  private void work() {
    try {
      erasures.work();
    } catch (ViewUnavailable e) {
      LOG.log(Level.FINE, "erasures wait for the database", e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "an erasure was cut off; trying again", e);
    }
  }

  @PreDestroy
  void stop() {
    working.stop();
  }
}
