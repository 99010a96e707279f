package relay.web.jobs;

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
import relay.domain.retention.PruneJobs;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;
import relay.domain.timer.Turn;

/**
 * Goes on with what a crash cut off, then starts the prune job again and again. It stands in the
 * web module because libraries of an EAR, where the batch module is, have no start-up beans.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JobSchedule {
  private static final Logger LOG = Logger.getLogger(JobSchedule.class.getName());
  // The server's batch runtime is not up while the application is being deployed.
  private static final Duration AFTER_START = Duration.ofSeconds(20);

  @Inject RelayTimer timer;
  @Inject PruneJobs jobs;
  @Inject RelayConfiguration configuration;
  private Turn resuming;
  private Repeated pruning;

  @PostConstruct
  void start() {
    resuming = timer.after(AFTER_START, this::resume);
    Duration pause = configuration.retention().interval();
    pruning = Repeated.start("the prune job", timer, AFTER_START.plus(pause), pause, this::prune);
  }

  private void resume() {
    try {
      jobs.resume();
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "jobs that a crash cut off cannot be found; the next run does their work",
          e);
    }
  }

  private void prune() {
    try {
      jobs.start();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the prune job cannot be started; trying again at its next time", e);
    }
  }

  @PreDestroy
  void stop() {
    resuming.cancel();
    pruning.stop();
  }
}
