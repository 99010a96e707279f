package relay.domain.warmup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.tenancy.SendWindow.Span;

/**
 * The budget of one day, spread over the hours of its window: each hour adds its part, what an hour
 * leaves the later ones may use, and no hour takes more than a quarter of the day or twice its
 * part.
 *
 * @param budget recipients of the day
 * @param span from when to when they may go
 */
record DayBudget(long budget, Span span) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int HOURS_OF_ALL = 4;

  /** Of the window; the last may be shorter. */
  int hours() {
    long seconds = Duration.between(span.start(), span.end()).toSeconds();
    return (int) Math.max(1, (seconds + HOUR.toSeconds() - 1) / HOUR.toSeconds());
  }

  /** The hour of the window at a time within it. */
  int hourAt(Instant at) {
    long hour = Duration.between(span.start(), at).toHours();
    return (int) Math.max(0, Math.min(hours() - 1L, hour));
  }

  /** When the hour of a time within the window is over. */
  Instant hourEnd(Instant at) {
    Instant end = span.start().plus(HOUR.multipliedBy(hourAt(at) + 1L));
    return end.isBefore(span.end()) ? end : span.end();
  }

  /** What one hour may take at most. */
  private long most() {
    return Math.max(up(budget, HOURS_OF_ALL), up(2 * budget, hours()));
  }

  /** What may have gone at the end of an hour. */
  private long due(int hour) {
    return up(budget * (hour + 1), hours());
  }

  private static long up(long number, long parts) {
    return (number + parts - 1) / parts;
  }

  /** What may still go in the hour of a time; below 0 when too much went. */
  long left(WarmUpState state, Instant at) {
    if (at.isBefore(span.start())) {
      return 0;
    }
    int hour = hourAt(at);
    return left(hour, state.sent(), hour == state.hour() ? state.sentInHour() : 0);
  }

  private long left(int hour, long sent, long sentInHour) {
    return Math.min(due(hour) - sent, most() - sentInHour);
  }

  /** What a mail of so many recipients needs: one that is larger than an hour's part goes, too. */
  long need(int recipients) {
    return Math.max(1, Math.min(recipients, budget / hours()));
  }

  /**
   * When there is room for one more behind others who wait; those of an hour are spread over it.
   *
   * @param ahead how many wait already
   * @return empty when it is not on this day
   */
  Optional<Instant> next(WarmUpState state, long ahead, Instant now) {
    int first = hourAt(now);
    long sent = state.sent();
    long wanted = ahead + 1;
    for (int hour = first; hour < hours(); hour++) {
      long inHour = hour == state.hour() ? state.sentInHour() : 0;
      long room = Math.max(0, left(hour, sent, inHour));
      if (room >= wanted) {
        Instant start = span.start().plus(HOUR.multipliedBy(hour));
        Instant at = start.plusMillis(HOUR.toMillis() * (wanted - 1) / room);
        return Optional.of(at.isBefore(now) ? now : at).filter(span.end()::isAfter);
      }
      sent += room;
      wanted -= room;
    }
    return Optional.empty();
  }
}
