package relay.domain.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times in the years 1 to 9999, those that ISO 8601 writes with four digits. Java reads a billion
 * years on both sides; a database refuses them, or gives back another time, and sums overflow.
 */
public final class GivenTime {
  /** What an instant must be. */
  public static final String INSTANT_RULE = "must be an instant such as 2026-01-31T12:00:00Z";

  private static final String DAY_RULE = "must be a day such as 2026-01-31";
  private static final String TIME_RULE = "must be a date and a time such as 2026-03-01T09:00";
  private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final LocalDateTime END = LocalDateTime.of(10_000, 1, 1, 0, 0);

  private GivenTime() {}

  /**
   * An instant in ISO 8601.
   *
   * @throws IllegalArgumentException with {@link #INSTANT_RULE}
   */
  public static Instant instant(String text) {
    try {
      Instant instant = Instant.parse(text);
      if (!instant.isBefore(FIRST.toInstant(ZoneOffset.UTC))
          && instant.isBefore(END.toInstant(ZoneOffset.UTC))) {
        return instant;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(INSTANT_RULE, e);
    }
    throw new IllegalArgumentException(INSTANT_RULE);
  }

  /**
   * A day in ISO 8601.
   *
   * @throws IllegalArgumentException telling the rule
   */
  public static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (isWithin(day.atStartOfDay())) {
        return day;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(DAY_RULE, e);
    }
    throw new IllegalArgumentException(DAY_RULE);
  }

  /**
   * A date and a time without an offset, in ISO 8601.
   *
   * @throws IllegalArgumentException telling the rule
   */
  public static LocalDateTime dateTime(String text) {
    try {
      LocalDateTime time = LocalDateTime.parse(text);
      if (isWithin(time)) {
        return time;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(TIME_RULE, e);
    }
    throw new IllegalArgumentException(TIME_RULE);
  }

  private static boolean isWithin(LocalDateTime time) {
    return !time.isBefore(FIRST) && time.isBefore(END);
  }
}
