package relay.domain.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import relay.domain.queue.EntryId;

/**
 * The times at which mail may go to servers that have come back: twice as many with each tenth of
 * the ramp. A mail that must wait has its time reserved, so that it waits once. Guarded by its
 * owner's lock.
 */
final class Ramp {
  private static final int STEPS = 10;

  /** More than so many do not wait for times of their own: they go when the ramp is over. */
  private static final int RESERVED_MAX = 200_000;

  private final Instant since;
  private final Instant end;
  private final double stepSeconds;
  private final double perStep;
  private final Set<EntryId> reserved = new HashSet<>();
  private double given;

  Ramp(Instant since, Duration length, int perMinute) {
    this.since = since;
    this.end = since.plus(length);
    this.stepSeconds = Math.max(0.001, length.toMillis() / 1000.0 / STEPS);
    this.perStep = perMinute / 60.0 * stepSeconds / Math.log(2);
  }

  Instant end() {
    return end;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(end);
  }

  /** When this entry may go; empty: now. What waits comes again as {@code onward}. */
  Optional<Instant> turn(EntryId entry, EntryId onward, Instant now) {
    if (isOver(now) || reserved.remove(entry)) {
      return Optional.empty();
    }
    // Places that nobody took are gone: what comes after a lull does not come in a crowd.
    given = Math.max(given, places(Duration.between(since, now).toMillis() / 1000.0));
    Instant turn = since.plusMillis((long) Math.ceil(1000 * secondsUntil(given)));
    if (!turn.isBefore(end) || reserved.size() >= RESERVED_MAX) {
      return Optional.of(end);
    }
    given++;
    if (!turn.isAfter(now)) {
      return Optional.empty();
    }
    reserved.add(onward);
    return Optional.of(turn);
  }

  /** How many may have gone so many seconds after the return: the rate, summed up. */
  private double places(double seconds) {
    return perStep * (Math.pow(2, seconds / stepSeconds) - 1);
  }

  private double secondsUntil(double place) {
    return stepSeconds * Math.log1p(place / perStep) / Math.log(2);
  }
}
