package relay.rar.session;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Holds back replies to clients that make many mistakes. Only so many at once, so that it slows the
 * guilty and not the others; never longer than two seconds.
 */
public final class Tarpit {
  private static final int FREE_ERRORS = 5;
  private static final Duration DELAY_MAX = Duration.ofSeconds(2);

  private final Duration step;
  private final Semaphore places;
  private final LongSupplier nanoTime;

  public Tarpit(Duration step, int places, LongSupplier nanoTime) {
    this.step = step;
    this.places = new Semaphore(places);
    this.nanoTime = nanoTime;
  }

  /** Waits as long as this many errors deserve. */
  void hold(int errors) {
    Duration delay = delayFor(errors);
    if (delay.isZero() || !places.tryAcquire()) {
      return;
    }
    try {
      long until = nanoTime.getAsLong() + delay.toNanos();
      for (long left = delay.toNanos(); left > 0; left = until - nanoTime.getAsLong()) {
        LockSupport.parkNanos(left);
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    } finally {
      places.release();
    }
  }

  Duration delayFor(int errors) {
    Duration delay = step.multipliedBy(Math.max(0, errors - FREE_ERRORS));
    return delay.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : delay;
  }
}
