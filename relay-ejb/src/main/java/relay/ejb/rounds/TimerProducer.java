package relay.ejb.rounds;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import relay.domain.timer.RelayTimer;

/**
 * The threads of all that the relay does by the clock. They are its own: the server's scheduled
 * executor has one thread for everything on GlassFish and Payara, so that one slow round held up
 * leases, brakes and the message view alike, and it looks its context up through all class loaders
 * each time that work is handed in.
 */
@ApplicationScoped
public class TimerProducer {
  /** There are some forty rounds; few of them are at work at a time. */
  private static final int THREADS = 16;

  @Resource private ContextService contexts;
  private ScheduledThreadPoolExecutor threads;

  @PostConstruct
  void begin() {
    var number = new AtomicInteger();
    threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "relay-timer-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.setRemoveOnCancelPolicy(true);
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Work runs in the context of the component that this is made for. */
  @Produces
  @Dependent
  RelayTimer timer() {
    return new RelayTimer(threads, contexts.currentContextExecutor());
  }

  /** Rounds wait for what is under way when they are stopped; nothing is interrupted here. */
  @PreDestroy
  void end() {
    threads.shutdown();
  }
}
