package relay.ejb.queues;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import relay.domain.journal.Journal;
import relay.domain.queue.QueueDepths;

/**
 * Runs what the queues need from time to time: the pump, the end of sends that hang, the watch over
 * dead letters. Starts and stops with the application.
 */
@Singleton
@Startup
public class QueueSchedule {
  private static final Logger LOG = System.getLogger(QueueSchedule.class.getName());
  private static final long PUMP_MILLIS = 200;
  private static final long WATCH_MILLIS = 2_000;

  @Resource private ManagedScheduledExecutorService timer;
  @Inject private WaitingRoomPump pump;
  @Inject private SenderPool senders;
  @Inject private QueueDepths depths;
  @Inject private Journal journal;
  @Inject private InstantSource clock;
  private final List<Future<?>> running = new ArrayList<>();

  @PostConstruct
  void start() {
    var watch = new DeadLetterWatch(depths, journal, clock);
    every(PUMP_MILLIS, pump::run);
    every(WATCH_MILLIS, senders::closeOverdue);
    every(WATCH_MILLIS, watch::look);
  }

  private void every(long millis, Runnable task) {
    running.add(
        timer.scheduleWithFixedDelay(() -> survive(task), millis, millis, TimeUnit.MILLISECONDS));
  }

  /** A timer that throws is never run again. */
  private static void survive(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.ERROR, "a task of the queues failed; it is run again", e);
    }
  }

  @PreDestroy
  void stop() {
    running.forEach(task -> task.cancel(false));
    pump.close();
  }
}
