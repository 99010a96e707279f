package relay.web.jobs;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.retention.PruneJobs;

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

  @Resource ManagedScheduledExecutorService executor;
  @Inject PruneJobs jobs;
  @Inject RelayConfiguration configuration;
  private Future<?> resuming;
  private Future<?> pruning;

  @PostConstruct
  void start() {
    resuming = executor.schedule(this::resume, AFTER_START.toMillis(), TimeUnit.MILLISECONDS);
    long pause = configuration.retention().interval().toMillis();
    pruning =
        executor.scheduleWithFixedDelay(
            this::prune, AFTER_START.toMillis() + pause, pause, TimeUnit.MILLISECONDS);
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
      // A timer that throws is never run again.
      LOG.log(Level.WARNING, "the prune job cannot be started; trying again at its next time", e);
    }
  }

  @PreDestroy
  void stop() {
    resuming.cancel(false);
    pruning.cancel(false);
  }
}
