package relay.domain.warmup;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether what was sent before the start is known. Until then a day that is used up looks like a
 * new one. Guarded by its owner's lock.
 */
final class FirstReading {
  private boolean isDone;
  private Instant until = Instant.MAX;

  void done() {
    isDone = true;
  }

  /** A mail asks: from the first one on the wait has an end. */
  void ask(Instant now, Duration longest) {
    if (until.equals(Instant.MAX)) {
      until = now.plus(longest);
    }
  }

  boolean isAwaited(Instant now) {
    return !isDone && now.isBefore(until);
  }
}
