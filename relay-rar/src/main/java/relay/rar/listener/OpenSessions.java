package relay.rar.listener;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import relay.rar.session.SmtpSession;

/**
 * The sessions under way, and the watchdog that cuts those whose reads, writes or handshakes have
 * outlasted their limits. Thread-safe.
 */
final class OpenSessions {
  private static final long LOOK_EVERY_MILLIS = 250;

  private final Set<SmtpSession> sessions = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService watchdog;

  OpenSessions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    watchdog =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "relay-smtp-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    watchdog.scheduleWithFixedDelay(
        this::cutOverdue, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(SmtpSession session) {
    sessions.add(session);
  }

  void remove(SmtpSession session) {
    sessions.remove(session);
    synchronized (sessions) {
      sessions.notifyAll();
    }
  }

  void forEach(Consumer<SmtpSession> action) {
    sessions.forEach(action);
  }

  /**
   * Sends idle clients away and waits until all sessions have ended.
   *
   * @return false when some are left after this time
   */
  boolean drain(Duration patience) {
    long until = nanoTime.getAsLong() + patience.toNanos();
    try {
      synchronized (sessions) {
        while (!sessions.isEmpty() && until - nanoTime.getAsLong() > 0) {
          sessions.forEach(SmtpSession::dismiss);
          // Woken by each end; in between others become idle.
          sessions.wait(LOOK_EVERY_MILLIS / 5);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return sessions.isEmpty();
  }

  void stop() {
    watchdog.shutdownNow();
  }

  private void cutOverdue() {
    long now = nanoTime.getAsLong();
    for (SmtpSession session : sessions) {
      if (session.wire().isOverdue(now)) {
        session.cut();
      }
    }
  }
}
