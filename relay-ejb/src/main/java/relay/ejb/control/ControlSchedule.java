package relay.ejb.control;

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
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import relay.domain.configuration.RelayConfiguration;

/** Lets the watch look again and again. The start of the relay does not wait for the database. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ControlSchedule {
  private static final Logger LOG = System.getLogger(ControlSchedule.class.getName());

  @Resource ManagedScheduledExecutorService executor;
  @Inject ControlWatch watch;
  @Inject RelayConfiguration configuration;

  private final Object running = new Object();
  private volatile boolean stopped;
  private volatile Future<?> next;

  @PostConstruct
  void start() {
    schedule(Duration.ZERO);
  }

  private void schedule(Duration pause) {
    try {
      next = executor.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Logger.Level.DEBUG, "the server is stopping", e);
    }
  }

  private void run() {
    Duration pause = configuration.control().pauseAfterTrouble();
    synchronized (running) {
      if (stopped) {
        return;
      }
      try {
        if (watch.look()) {
          pause = configuration.control().pollInterval();
        }
      } catch (RuntimeException e) {
        LOG.log(Logger.Level.ERROR, "control objects were not refreshed; trying again", e);
      }
    }
    schedule(pause);
  }

  /** Waits for a look that is under way, so that the database is closed after it. */
  @PreDestroy
  void stop() {
    stopped = true;
    if (next != null) {
      next.cancel(false);
    }
    synchronized (running) {
      LOG.log(Logger.Level.DEBUG, "control objects are watched no more");
    }
  }
}
