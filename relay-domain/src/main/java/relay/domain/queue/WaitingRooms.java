package relay.domain.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which waiting room a mail goes to next. Each lane has rooms of its own, so that no urgent mail
 * stands behind a newsletter. Every room is a queue in which each mail stays for the same time, so
 * the one at its head is due first and nothing else of it need be looked at. A wait is made of
 * stays: as few as possible, ending not before the due time and at most a tenth of the wait (or a
 * second) after it.
 */
public final class WaitingRooms {
  private static final List<Integer> DELAYS_SECONDS =
      List.of(1, 2, 5, 12, 30, 70, 160, 380, 900, 2_200, 5_500, 14_400);
  private static final long SLACK_MILLIS_MIN = 1_000;

  private WaitingRooms() {}

  /**
   * One stay.
   *
   * @param delay of the room
   * @param leavesAt when the stay ends
   */
  public record Stay(Duration delay, Instant leavesAt) {}

  /** The delays of all rooms in seconds, shortest first: steps of about 2.4 from 1 s to 4 h. */
  public static List<Integer> delaysSeconds() {
    return DELAYS_SECONDS;
  }

  /** The latest time at which a mail that begins to wait now may go on. */
  public static Instant latest(Instant now, Instant due) {
    long tenth = Duration.between(now, due).toMillis() / 10;
    return due.plusMillis(Math.max(SLACK_MILLIS_MIN, tenth));
  }

  /**
   * The next stay of a mail that waits until {@code due}.
   *
   * @param due after {@code now}
   * @param latest as {@link #latest} told when the wait began
   */
  public static Stay next(Instant now, Instant due, Instant latest) {
    long missing = Duration.between(now, due).toMillis();
    long allowed = Duration.between(now, latest).toMillis();
    int room = 0;
    while (room < DELAYS_SECONDS.size() - 1 && stayMillis(room) < missing) {
      room++;
    }
    // The shortest stay that reaches the due time is the last one, unless it would be too late.
    if (stayMillis(room) > Math.max(allowed, missing) && room > 0) {
      room--;
    }
    Duration delay = Duration.ofMillis(stayMillis(room));
    return new Stay(delay, now.plus(delay));
  }

  private static long stayMillis(int room) {
    return 1_000L * DELAYS_SECONDS.get(room);
  }
}
