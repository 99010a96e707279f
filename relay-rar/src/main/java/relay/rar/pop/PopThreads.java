package relay.rar.pop;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The threads of the POP3 listener: one accepts, one watches, one for each connection. */
final class PopThreads {
  private static final int SPARE = 4;
  private static final long KEEP_SECONDS = 30;
  private static final long LOOK_EVERY_MILLIS = 250;

  private final ThreadPoolExecutor sessions;
  private final ScheduledExecutorService watchdog;
  private Thread acceptor;

  PopThreads(int connectionsMax) {
    AtomicInteger number = new AtomicInteger();
    sessions =
        new ThreadPoolExecutor(
            0,
            // A connection gives back its place a moment before its thread is free.
            connectionsMax + SPARE,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "relay-pop-" + number.incrementAndGet()));
    watchdog =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "relay-pop-watchdog"));
  }

  void start(Runnable accepting, Runnable watching) {
    watchdog.scheduleWithFixedDelay(
        watching, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    acceptor = daemon(accepting, "relay-pop-accept");
    acceptor.start();
  }

  /** Throws RejectedExecutionException when there is no thread for it. */
  void serve(Runnable session) {
    sessions.execute(session);
  }

  /** For the accepting thread, when the system has no socket for it: trying on would only burn. */
  void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
  }

  void stop() {
    watchdog.shutdownNow();
    sessions.shutdownNow();
    if (acceptor != null) {
      acceptor.interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
