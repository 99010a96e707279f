package relay.domain.campaign.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.series.Recurrence.Every;

class SeriesTimesTest {
  private static final Recurrence DAILY =
      new Recurrence(Every.DAY, 1, Set.of(), 0, LocalDate.EPOCH);

  private static SeriesTimes daily(String time, String zone) {
    return new SeriesTimes(
        DAILY, LocalTime.parse(time), ZoneId.of(zone), false, Optional.empty(), Optional.empty());
  }

  private static List<String> next(SeriesTimes times, String after, int count) {
    List<String> found = new ArrayList<>();
    LocalDate day = LocalDate.parse(after);
    for (int i = 0; i < count; i++) {
      Occurrence next = times.after(day).orElseThrow();
      found.add(next.date() + " " + next.at());
      day = next.date();
    }
    return found;
  }

  @Test
  void shouldKeepTheHourOfTheDayWhenTheClockChanges() {
    assertThat(next(daily("09:00", "Europe/Berlin"), "2026-03-27", 2))
        .containsExactly("2026-03-28 2026-03-28T08:00:00Z", "2026-03-29 2026-03-29T07:00:00Z");
  }

  @Test
  void shouldBeginAsManyMinutesAfterAChangeAsTheTimeThatItLeavesOut() {
    assertThat(next(daily("02:30", "Europe/Berlin"), "2026-03-27", 3))
        .containsExactly(
            "2026-03-28 2026-03-28T01:30:00Z",
            "2026-03-29 2026-03-29T01:30:00Z",
            "2026-03-30 2026-03-30T00:30:00Z");
  }

  @Test
  void shouldBeginOnceAndAtTheFirstOfTwoHoursThatHaveOneName() {
    assertThat(next(daily("02:30", "Europe/Berlin"), "2026-10-23", 3))
        .containsExactly(
            "2026-10-24 2026-10-24T00:30:00Z",
            "2026-10-25 2026-10-25T00:30:00Z",
            "2026-10-26 2026-10-26T01:30:00Z");
  }

  @Test
  void shouldKnowClocksThatChangeAtMidnightAndByHalfAnHour() {
    // Beirut: 00:00 to 01:00; Lord Howe: 02:00 to 02:30
    assertThat(next(daily("00:30", "Asia/Beirut"), "2026-03-28", 1))
        .containsExactly("2026-03-29 2026-03-28T22:30:00Z");
    assertThat(next(daily("02:15", "Australia/Lord_Howe"), "2026-10-03", 1))
        .containsExactly("2026-10-04 2026-10-03T15:45:00Z");
  }

  @Test
  void shouldHaveNothingOnADayThatWasLeftOut() {
    assertThat(next(daily("09:00", "Pacific/Apia"), "2011-12-28", 2))
        .containsExactly("2011-12-29 2011-12-29T19:00:00Z", "2011-12-31 2011-12-30T19:00:00Z");
  }

  @Test
  void shouldBeginWhereTheDayBeginsFirstWhenEachHasItByHisOwnClock() {
    var times =
        new SeriesTimes(
            DAILY,
            LocalTime.parse("09:00"),
            ZoneId.of("America/New_York"),
            true,
            Optional.empty(),
            Optional.empty());

    assertThat(next(times, "2026-03-01", 1)).containsExactly("2026-03-02 2026-03-01T19:00:00Z");
  }

  @Test
  void shouldKeepToItsFirstAndItsLastDay() {
    var times =
        new SeriesTimes(
            DAILY,
            LocalTime.NOON,
            ZoneId.of("UTC"),
            false,
            Optional.of(LocalDate.parse("2026-05-03")),
            Optional.of(LocalDate.parse("2026-05-04")));

    assertThat(next(times, "2026-01-01", 2))
        .containsExactly("2026-05-03 2026-05-03T12:00:00Z", "2026-05-04 2026-05-04T12:00:00Z");
    assertThat(times.after(LocalDate.parse("2026-05-04"))).isEmpty();
  }

  @Test
  void shouldPassOverWhatWasBeforeATime() {
    SeriesTimes times = daily("09:00", "Pacific/Kiritimati");
    Instant nine = Instant.parse("2026-05-02T19:00:00Z");

    assertThat(times.after(Optional.empty(), nine))
        .contains(new Occurrence(LocalDate.parse("2026-05-03"), nine));
    assertThat(times.after(Optional.empty(), nine.plusMillis(1)))
        .map(Occurrence::date)
        .contains(LocalDate.parse("2026-05-04"));
    assertThat(times.after(Optional.of(LocalDate.parse("2026-05-03")), nine.minusSeconds(1)))
        .as("that day is dealt with")
        .map(Occurrence::date)
        .contains(LocalDate.parse("2026-05-04"));
  }

  /** Over all zones that there are, any time of the day, some years. */
  @Test
  void shouldComeOncePerDayInEveryZone() {
    List<String> zones = List.copyOf(new TreeSet<>(ZoneId.getAvailableZoneIds()));
    for (int seed = 1; seed <= 150; seed++) {
      var random = new Random(seed);
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      LocalTime time = LocalTime.ofSecondOfDay(60L * random.nextInt(1_440));
      SeriesTimes times = daily(time.toString(), zone.getId());
      LocalDate day = LocalDate.of(2000 + random.nextInt(40), 1, 1);
      String what = "seed " + seed + ": " + zone + " " + time;
      Occurrence before = times.after(day.minusDays(2)).orElseThrow();
      for (int i = 0; i < 400; i++) {
        Occurrence next = times.after(before.date()).orElseThrow();
        assertThat(next.at()).as(what).isAfter(before.at());
        check(what, zone, time, next);
        assertThat(times.after(Optional.of(before.date()), before.at())).as(what).contains(next);
        before = next;
      }
    }
  }

  private static void check(String what, ZoneId zone, LocalTime time, Occurrence next) {
    LocalDateTime meant = next.date().atTime(time);
    LocalDateTime is = LocalDateTime.ofInstant(next.at(), zone);
    if (is.equals(meant)) {
      Instant hourBefore = next.at().minus(Duration.ofMinutes(60));
      assertThat(LocalDateTime.ofInstant(hourBefore, zone))
          .as(what + " is the first of two at " + next)
          .isNotEqualTo(meant);
      return;
    }
    Duration moved = Duration.between(meant, is);
    assertThat(moved).as(what + " moved by a gap at " + next).isPositive();
    // the gap lies between: just before it the clock showed less than was meant
    LocalDateTime earlier = LocalDateTime.ofInstant(next.at().minus(moved), zone);
    assertThat(earlier).as(what).isBefore(meant);
  }
}
