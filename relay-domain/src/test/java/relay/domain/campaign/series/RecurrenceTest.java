package relay.domain.campaign.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.series.Recurrence.Every;

class RecurrenceTest {
  private static final LocalDate NEW_YEAR = LocalDate.parse("2026-01-01");

  private static List<String> next(Recurrence days, String after, int count) {
    List<String> found = new ArrayList<>();
    LocalDate day = LocalDate.parse(after);
    for (int i = 0; i < count; i++) {
      day = days.after(day).orElseThrow();
      found.add(day.toString());
    }
    return found;
  }

  private static Recurrence monthly(int day) {
    return new Recurrence(Every.MONTH, 1, Set.of(), day, LocalDate.EPOCH);
  }

  @Test
  void shouldComeEachDay() {
    var daily = new Recurrence(Every.DAY, 1, Set.of(), 0, LocalDate.EPOCH);

    assertThat(next(daily, "2028-02-27", 3))
        .containsExactly("2028-02-28", "2028-02-29", "2028-03-01");
  }

  @Test
  void shouldComeOnDaysOfTheWeek() {
    var weekly =
        new Recurrence(
            Every.WEEK, 1, Set.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY), 0, LocalDate.EPOCH);

    assertThat(next(weekly, "2026-12-28", 3))
        .containsExactly("2026-12-31", "2027-01-04", "2027-01-07");
  }

  @Test
  void shouldCountWeeksFromMondayOn() {
    // the anchor is a Thursday: Monday of its week was before it, and counts with it
    var fortnightly =
        new Recurrence(Every.WEEK, 2, Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), 0, NEW_YEAR);

    assertThat(next(fortnightly, "2025-12-31", 4))
        .containsExactly("2026-01-04", "2026-01-12", "2026-01-18", "2026-01-26");
  }

  @Test
  void shouldTakeTheLastDayOfAMonthThatIsTooShort() {
    assertThat(next(monthly(30), "2028-01-01", 3))
        .containsExactly("2028-01-30", "2028-02-29", "2028-03-30");
    assertThat(next(monthly(31), "2026-01-31", 3))
        .containsExactly("2026-02-28", "2026-03-31", "2026-04-30");
  }

  @Test
  void shouldCountMonthsOverTheEndOfAYear() {
    var quarterly = new Recurrence(Every.MONTH, 3, Set.of(), 1, LocalDate.parse("2026-02-15"));

    assertThat(next(quarterly, "2026-08-02", 3))
        .containsExactly("2026-11-01", "2027-02-01", "2027-05-01");
  }

  @Test
  void shouldFindTheNextHoweverFarItIs() {
    var rare = new Recurrence(Every.MONTH, Recurrence.INTERVAL_MAX, Set.of(), 31, NEW_YEAR);

    assertThat(next(rare, "2026-01-31", 2)).containsExactly("2034-05-31", "2042-09-30");
  }

  @Test
  void shouldEndWithTheYearsThatCanBeWritten() {
    assertThat(monthly(1).after(LocalDate.parse("9999-12-01"))).isEmpty();
  }

  /** A month of days at a time, the other way around: every day is asked whether it is one. */
  @Test
  void shouldFindNoDayTwiceAndMissNone() {
    for (int seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      Every every = Every.values()[random.nextInt(3)];
      int interval = 1 + random.nextInt(5);
      Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
      days.add(DayOfWeek.of(1 + random.nextInt(7)));
      int monthDay = 1 + random.nextInt(31);
      LocalDate anchor = NEW_YEAR.plusDays(random.nextInt(4_000));
      var rule = new Recurrence(every, interval, days, monthDay, anchor);
      LocalDate from = anchor.plusDays(random.nextInt(300));
      List<LocalDate> expected = new ArrayList<>();
      for (LocalDate day = from.plusDays(1); expected.size() < 20; day = day.plusDays(1)) {
        if (isExpected(rule, day)) {
          expected.add(day);
        }
      }
      List<LocalDate> found = new ArrayList<>();
      Optional<LocalDate> day = rule.after(from);
      while (found.size() < 20) {
        found.add(day.orElseThrow());
        day = rule.after(day.get());
      }
      assertThat(found).as("seed " + seed + ": " + rule).isEqualTo(expected);
    }
  }

  private static boolean isExpected(Recurrence rule, LocalDate day) {
    LocalDate anchor = rule.anchor();
    return switch (rule.every()) {
      case DAY -> (day.toEpochDay() - anchor.toEpochDay()) % rule.interval() == 0;
      case WEEK -> {
        // 5 January 1970 was a Monday
        long weeks = (day.toEpochDay() - 4) / 7 - (anchor.toEpochDay() - 4) / 7;
        yield rule.days().contains(day.getDayOfWeek()) && weeks % rule.interval() == 0;
      }
      case MONTH -> {
        int months =
            (day.getYear() - anchor.getYear()) * 12
                + (day.getMonthValue() - anchor.getMonthValue());
        YearMonth month = YearMonth.from(day);
        LocalDate meant =
            month.isValidDay(rule.monthDay()) ? month.atDay(rule.monthDay()) : month.atEndOfMonth();
        yield day.equals(meant) && months % rule.interval() == 0;
      }
    };
  }
}
