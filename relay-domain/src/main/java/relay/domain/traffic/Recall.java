package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether mail of one flow that was told a time is to be called before it, and how much of it: what
 * goes in some minutes, so that each mail is called once and not again and again. Guarded by the
 * control's lock.
 */
final class Recall {
  /** More at once would keep the lane from others for long. */
  static final int MOST = 10_000;

  private static final int LEAST = 10;
  // A sweep through the rooms may be long: seldom, and much at a time.
  private static final int PORTION_SECONDS = 300;
  // Before the last portion has gone, and not so long before that most of it still waits.
  private static final Duration AHEAD = Duration.ofSeconds(60);
  // What was called has to come through its lane before it is known what is still missing.
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int LOOKS = 15;
  private Instant since;
  private Instant notBefore = Instant.MIN;
  private boolean wasPaused;
  private int underused;

  /** From now on, until nothing is found any more. */
  void begin(Instant now) {
    since = now;
    notBefore = now;
  }

  boolean isOn() {
    return since != null;
  }

  /** A pause ended by itself, by hand, or by what another node found. */
  boolean isPauseOver(boolean isPaused) {
    boolean isOver = wasPaused && !isPaused;
    wasPaused = isPaused;
    return isOver;
  }

  /** Whether some looks in a row found places empty: one alone may be chance. */
  boolean areLongUnderused(boolean areNow) {
    underused = areNow ? underused + 1 : 0;
    return underused >= LOOKS;
  }

  /**
   * How many to call now; 0 for none.
   *
   * @param perSecond how many may go
   * @param freeAt when one more might
   */
  int portion(double perSecond, Instant freeAt, Instant now) {
    return !isOn() || now.isBefore(notBefore) || freeAt.isAfter(now.plus(AHEAD))
        ? 0
        : (int) Math.max(LEAST, Math.min(MOST, perSecond * PORTION_SECONDS));
  }

  /**
   * What was looked for was called.
   *
   * @param wereAll whether no other was found
   */
  void called(boolean wereAll, Instant now) {
    notBefore = now.plus(PAUSE);
    // A worker may have put a mail off by the time of before, and not have stored it yet.
    if (wereAll && since != null && now.isAfter(since.plus(PAUSE))) {
      since = null;
    }
  }
}
