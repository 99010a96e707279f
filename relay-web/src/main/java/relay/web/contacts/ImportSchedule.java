package relay.web.contacts;

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
import relay.domain.contacts.file.ImportJobs;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;

/** Starts imports of contacts that wait, and goes on with those that a crash cut off. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportSchedule {
  private static final Logger LOG = Logger.getLogger(ImportSchedule.class.getName());
  // The server's batch runtime is not up while the application is being deployed.
  private static final Duration AFTER_START = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  @Inject RelayTimer timer;
  @Inject ImportJobs jobs;
  private Repeated looking;

  @PostConstruct
  void start() {
    looking = Repeated.start("imports of contacts", timer, AFTER_START, PAUSE, this::look);
  }

  private void look() {
    try {
      jobs.look();
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "imports of contacts wait for the database or the batch runtime", e);
    }
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
