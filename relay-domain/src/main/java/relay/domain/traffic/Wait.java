package relay.domain.traffic;

import java.time.Duration;
import relay.domain.mail.Lane;

/**
 * A worker that waits for a place with a mail in its hands: in line, where places come free so fast
 * that moving the mail would cost more, or standing by, so that the next place that comes free does
 * not stay empty until a waiting room gives mail back. Of those who wait for a place of a flow each
 * counts as one that stands by in its lane. Guarded by the control's lock.
 */
final class Wait {
  private final Waiters line;
  private final Lane lane;
  private final LaneMix standsBy;
  private long nanos;

  private Wait(Waiters line, Lane lane, LaneMix standsBy, Duration most) {
    this.line = line;
    this.lane = lane;
    this.standsBy = standsBy;
    this.nanos = most.toNanos();
    if (standsBy != null) {
      standsBy.standBy(1);
    }
  }

  static Wait inLine(Waiters line, Lane lane, Duration most) {
    return new Wait(line, lane, null, most);
  }

  /** One that counts as standing by of its lane until it ends. */
  static Wait standby(Waiters line, Lane lane, LaneMix mix, Duration most) {
    return new Wait(line, lane, most.isZero() ? null : mix, most);
  }

  Waiters line() {
    return line;
  }

  /** What is left of it. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos));
  }

  /** Waits until something may have changed; false when the time is over. */
  boolean goesOn() {
    if (nanos <= 0) {
      return false;
    }
    nanos = line.await(lane, nanos);
    return true;
  }

  /** The place that came free is not for this one; somebody else in line may use it. */
  void passOn() {
    line.passOn(lane);
  }

  void end() {
    if (standsBy != null) {
      standsBy.standBy(-1);
    }
  }
}
