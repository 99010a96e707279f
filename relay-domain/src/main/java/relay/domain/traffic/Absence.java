package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Whether a destination is away, and when to look again: after some attempts in a row that reached
 * nobody it is left alone for a while, longer after each look in vain. Guarded by its control's
 * lock.
 */
final class Absence {
  private final Supplier<TrafficSettings> settings;
  private int failures;
  private Duration pause = Duration.ZERO;
  private Instant pausedAt = Instant.MIN;
  private Instant pausedUntil = Instant.MIN;

  Absence(Supplier<TrafficSettings> settings) {
    this.settings = settings;
  }

  boolean isPausedAt(Instant now) {
    return isSuspected() && now.isBefore(pausedUntil);
  }

  /** When somebody looks again; past when it is not paused. */
  Instant pausedUntil() {
    return pausedUntil;
  }

  /** Nobody was seen there since the last pause began. */
  boolean isSuspected() {
    return failures >= settings.get().failuresBeforePause();
  }

  void note(Reach reach, Instant attemptBegan, Instant now) {
    if (reach == Reach.REACHED) {
      failures = 0;
      pause = Duration.ZERO;
    } else if (reach == Reach.UNREACHED) {
      failed(attemptBegan, now);
    }
  }

  private void failed(Instant attemptBegan, Instant now) {
    failures = Math.min(failures + 1, settings.get().failuresBeforePause());
    // Attempts that were under way when the pause began say nothing new.
    if (isSuspected() && !attemptBegan.isBefore(pausedAt)) {
      Duration longer = pause.isZero() ? settings.get().pauseMin() : pause.multipliedBy(2);
      pause = longer.compareTo(settings.get().pauseMax()) > 0 ? settings.get().pauseMax() : longer;
      pausedAt = now;
      pausedUntil = now.plus(pause);
    }
  }
}
