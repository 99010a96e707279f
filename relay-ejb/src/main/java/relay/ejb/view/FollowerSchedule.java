package relay.ejb.view;

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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Calls the follower again and again, each time after the pause it asked for. The start of the
 * relay does not wait for the database.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FollowerSchedule {
  private static final Logger LOG = Logger.getLogger(FollowerSchedule.class.getName());
  private static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

  @Resource ManagedScheduledExecutorService executor;
  @Inject JournalFollower follower;

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
      LOG.log(Level.FINE, "the server is stopping", e);
    }
  }

  private void run() {
    Duration pause = AFTER_DEFECT;
    synchronized (running) {
      if (stopped) {
        return;
      }
      try {
        pause = follower.follow();
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "the message view failed; trying again in " + pause, e);
      }
    }
    schedule(pause);
  }

  /** Waits for the batch being written, so that the database is closed after it and not in it. */
  @PreDestroy
  void stop() {
    stopped = true;
    if (next != null) {
      next.cancel(false);
    }
    synchronized (running) {
      LOG.fine("the message view has stopped");
    }
  }
}
