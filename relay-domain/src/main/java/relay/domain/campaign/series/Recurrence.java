package relay.domain.campaign.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.Set;

/**
 * Days that come again by a rule.
 *
 * @param interval each so many days, weeks (from Monday on) or months, counted from {@code anchor}
 * @param days of the week, at least one; of weeks alone
 * @param monthDay day of the month; in a month without it its last day, so that 31 is the last day
 *     of each; of months alone
 * @param anchor in the first day, week or month of those counted
 */
public record Recurrence(
    Every every, int interval, Set<DayOfWeek> days, int monthDay, LocalDate anchor) {
  /** Most units between two. */
  public static final int INTERVAL_MAX = 100;

  /** Behind this year nothing is looked for. */
  static final int YEAR_MAX = 9_999;

  private static final int MONTH_DAYS_MAX = 31;

  /** What is counted. */
  public enum Every {
    DAY,
    WEEK,
    MONTH
  }

  public Recurrence {
    days = Set.copyOf(days);
  }

  /** The first of its days after this one; empty when there is none before the year 10000. */
  public Optional<LocalDate> after(LocalDate last) {
    LocalDate day = last;
    // two of its days are never further from each other than the longest month times the interval
    for (int i = 0; i <= MONTH_DAYS_MAX * (interval + 1); i++) {
      day = day.plusDays(1);
      if (day.getYear() > YEAR_MAX) {
        return Optional.empty();
      }
      if (has(day)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  boolean has(LocalDate day) {
    return switch (every) {
      case DAY -> isCounted(ChronoUnit.DAYS.between(anchor, day));
      case WEEK ->
          days.contains(day.getDayOfWeek())
              && isCounted(ChronoUnit.WEEKS.between(monday(anchor), monday(day)));
      case MONTH ->
          day.getDayOfMonth() == Math.min(monthDay, day.lengthOfMonth())
              && isCounted(
                  ChronoUnit.MONTHS.between(anchor.withDayOfMonth(1), day.withDayOfMonth(1)));
    };
  }

  private boolean isCounted(long units) {
    return Math.floorMod(units, interval) == 0;
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
