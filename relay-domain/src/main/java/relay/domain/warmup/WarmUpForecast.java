package relay.domain.warmup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * When a source takes a volume by itself, if every sending day is healthy.
 *
 * @param days from the first one on; the last is the one on which nothing spills any more, unless
 *     there would be more than {@link #DAYS_MAX}
 * @param isDone whether the last is that day
 */
public record WarmUpForecast(List<Day> days, boolean isDone) {
  /** So far is looked ahead. */
  public static final int DAYS_MAX = 400;

  /**
   * One date.
   *
   * @param day of the plan
   * @param sent from the source
   * @param spilled to warm sources, or waiting for later days
   */
  public record Day(LocalDate date, int day, long budget, long sent, long spilled) {}

  public WarmUpForecast {
    days = List.copyOf(days);
  }

  /**
   * Looks ahead from a date.
   *
   * @param day of the plan on that date
   * @param volume recipients a day at this provider
   */
  public static WarmUpForecast of(
      WarmUpPlan plan, String provider, int day, LocalDate from, long volume) {
    List<Day> days = new ArrayList<>();
    LocalDate date = from;
    for (int at = day; days.size() < DAYS_MAX; date = date.plusDays(1)) {
      if (!plan.hours().days().contains(date.getDayOfWeek())) {
        continue;
      }
      boolean isWarm = plan.isWarm(provider, at);
      long budget = plan.budget(provider, at);
      long sent = isWarm ? volume : Math.min(volume, budget);
      days.add(new Day(date, at, budget, sent, volume - sent));
      if (sent == volume) {
        return new WarmUpForecast(days, true);
      }
      at++;
    }
    return new WarmUpForecast(days, false);
  }
}
