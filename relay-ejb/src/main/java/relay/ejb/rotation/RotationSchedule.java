package relay.ejb.rotation;

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
import java.security.SecureRandom;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlUnavailable;
import relay.domain.rotation.KeyPatrol;

/** Lets the patrol of the DKIM keys go its rounds. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RotationSchedule {
  private static final Logger LOG = System.getLogger(RotationSchedule.class.getName());

  @Resource ManagedScheduledExecutorService executor;
  @Inject KeyPatrol patrol;

  private final RandomGenerator random = new SecureRandom();
  private final Object running = new Object();
  private volatile boolean stopped;
  private volatile Future<?> next;

  @PostConstruct
  void start() {
    schedule();
  }

  private void schedule() {
    try {
      next = executor.schedule(this::run, patrol.pause(random).toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Logger.Level.DEBUG, "the server is stopping", e);
    }
  }

  private void run() {
    synchronized (running) {
      if (stopped) {
        return;
      }
      try {
        patrol.round(() -> !stopped);
      } catch (ControlUnavailable e) {
        LOG.log(Logger.Level.DEBUG, "DKIM keys stay as they are: {0}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.log(Logger.Level.ERROR, "DKIM keys were not looked after; trying again", e);
      }
    }
    schedule();
  }

  /** Waits for the question that is under way, so that DNS and database are closed after it. */
  @PreDestroy
  void stop() {
    stopped = true;
    if (next != null) {
      next.cancel(false);
    }
    synchronized (running) {
      LOG.log(Logger.Level.DEBUG, "DKIM keys are looked after no more");
    }
  }
}
