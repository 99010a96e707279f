package relay.ejb.brake;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the patrol; on a thread of its own, for a sweep through a long queue takes its time. */
@Singleton
@Startup
public class BrakeSchedule {
  private static final Logger LOG = System.getLogger(BrakeSchedule.class.getName());
  private static final long PATROL_MILLIS = 500;

  @Resource private ManagedScheduledExecutorService timer;
  @Inject private BrakePatrol patrol;
  private Future<?> running;

  @PostConstruct
  void start() {
    running =
        timer.scheduleWithFixedDelay(
            this::survive, PATROL_MILLIS, PATROL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A timer that throws is never run again. */
  private void survive() {
    try {
      patrol.run();
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.ERROR, "the patrol of the brakes failed; it is run again", e);
    }
  }

  @PreDestroy
  void stop() {
    if (running != null) {
      running.cancel(false);
    }
  }
}
