package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.warmup.WarmUpFixture.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.tenancy.SendWindow.Span;

class DayBudgetTest {
  private static final LocalDate DATE = LocalDate.of(2026, 1, 5);
  private final DayBudget day = of(240, 24);

  @Test
  void shouldAddTheSamePartEachHour() {
    assertThat(day.left(sent(0, 0, 0), at(0))).isEqualTo(10);
    assertThat(day.left(sent(10, 0, 10), at(0))).isZero();
    assertThat(day.left(sent(10, 0, 10), at(1))).isEqualTo(10);
    assertThat(day.left(sent(10, 0, 10), at(2))).isEqualTo(20);
  }

  @Test
  void shouldLeaveToLaterHoursWhatWasNotUsedButNotAllToOne() {
    assertThat(day.left(sent(0, 0, 0), at(12))).isEqualTo(60);
    assertThat(day.left(sent(60, 12, 60), at(12))).isZero();
    assertThat(day.left(sent(60, 12, 60), at(13))).isEqualTo(60);
    assertThat(day.left(sent(180, 22, 60), at(23))).isEqualTo(60);
  }

  @Test
  void shouldGiveNothingBeforeItsWindowOpens() {
    assertThat(day.left(sent(0, 0, 0), MONDAY.minusSeconds(1))).isZero();
    assertThat(day.next(sent(0, 0, 0), 0, MONDAY.minusSeconds(60))).hasValue(MONDAY);
  }

  @Test
  void shouldGiveAllOfAShortWindow() {
    DayBudget short1 = of(100, 1);

    assertThat(short1.hours()).isEqualTo(1);
    assertThat(short1.left(sent(0, 0, 0), at(0))).isEqualTo(100);
  }

  @Test
  void shouldCountALastHourThatIsShorter() {
    var day2 = new DayBudget(100, new Span(MONDAY, MONDAY.plus(Duration.ofMinutes(150))));

    assertThat(day2.hours()).isEqualTo(3);
    assertThat(day2.hourEnd(at(2))).isEqualTo(MONDAY.plus(Duration.ofMinutes(150)));
    assertThat(day2.hourAt(at(9))).isEqualTo(2);
  }

  @Test
  void shouldTellWhenThereIsRoomForOneMoreBehindOthers() {
    WarmUpState full = sent(10, 0, 10);

    assertThat(day.next(full, 0, at(0))).hasValue(at(1));
    assertThat(day.next(full, 5, at(0))).hasValue(at(1).plusSeconds(1800));
    assertThat(day.next(full, 10, at(0))).hasValue(at(2));
    assertThat(day.next(full, 229, at(0))).hasValue(at(23).plusSeconds(3240));
    assertThat(day.next(full, 230, at(0))).isEmpty();
  }

  @Test
  void shouldLetOneMailLargerThanItsPartGo() {
    assertThat(day.need(1)).isEqualTo(1);
    assertThat(day.need(500)).isEqualTo(10);
    assertThat(of(3, 24).need(2)).isEqualTo(1);
  }

  @Test
  void shouldNeverGiveMoreThanTheBudgetHoweverTheMailComes() {
    Chance.rounds(
        100,
        random -> {
          long budget = random.nextInt(1, 2000);
          int hours = random.nextInt(1, 25);
          DayBudget some = of(budget, hours);
          WarmUpState state = sent(0, 0, 0);
          for (int minute = 0; minute < hours * 60; minute += random.nextInt(1, 120)) {
            Instant now = MONDAY.plusSeconds(60L * minute);
            long left = Math.max(0, some.left(state, now));
            long takes = left == 0 ? 0 : random.nextLong(left + 1);
            state = state.plus(WarmUpCount.sent(DATE, some.hourAt(now), takes));
            assertThat(state.sentInHour()).isLessThanOrEqualTo(budget);
            if (left == 0 && state.sent() < budget) {
              Instant next = some.next(state, 0, now).orElse(some.span().end());
              assertThat(next).isAfter(now);
            }
          }
          assertThat(state.sent()).isLessThanOrEqualTo(budget);
        });
  }

  @Test
  void shouldHaveGivenAllByTheEndToWhoAlwaysWants() {
    Chance.rounds(
        50,
        random -> {
          long budget = random.nextInt(1, 2000);
          int hours = random.nextInt(1, 25);
          DayBudget some = of(budget, hours);
          WarmUpState state = sent(0, 0, 0);
          for (int hour = 0; hour < hours; hour++) {
            long left = some.left(state, at(hour));
            state = state.plus(WarmUpCount.sent(DATE, hour, left));
          }
          assertThat(state.sent()).isEqualTo(budget);
        });
  }

  private static DayBudget of(long budget, int hours) {
    return new DayBudget(budget, new Span(MONDAY, MONDAY.plus(Duration.ofHours(hours))));
  }

  private static Instant at(int hour) {
    return MONDAY.plus(Duration.ofHours(hour));
  }

  private static WarmUpState sent(long sent, int hour, long inHour) {
    return new WarmUpState(1, DATE, sent, hour, inHour, WarmUpHealth.NONE, 0, DATE, DATE, "");
  }
}
