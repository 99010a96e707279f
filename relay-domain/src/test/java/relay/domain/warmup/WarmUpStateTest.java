package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmUpStateTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
  private static final WarmUpSettings USUAL = WarmUpFixture.settings(Map.of());
  private final WarmUpPlan plan = WarmUpFixture.plan("mail-3", "'base':{'*':100}");
  private final WarmUpState first = WarmUpState.beginning(plan, MONDAY);

  @ParameterizedTest
  @CsvSource({"60, 2", "59, 1", "100, 2", "0, 1"})
  void shouldCountADayOnWhichMostOfTheBudgetWasUsed(long sent, int day) {
    assertThat(tomorrow(sent(first, sent)).day()).isEqualTo(day);
  }

  @Test
  void shouldCountSendingDaysAndNotThoseOfTheCalendar() {
    WarmUpState state = tomorrow(sent(first, 100));

    WarmUpState aWeekLater = state.on(MONDAY.plusDays(8), plan, "google", USUAL);

    assertThat(aWeekLater.day()).isEqualTo(2);
    assertThat(aWeekLater.lastSending()).isEqualTo(MONDAY);
    assertThat(aWeekLater.attemptsBefore()).isEqualTo(100);
  }

  @Test
  void shouldBeginANewDayWithNothing() {
    WarmUpState state = tomorrow(sent(first, 100));

    assertThat(state.date()).isEqualTo(MONDAY.plusDays(1));
    assertThat(state.sent()).isZero();
    assertThat(state.sentInHour()).isZero();
    assertThat(state.health()).isEqualTo(WarmUpHealth.NONE);
    assertThat(state.note()).isEqualTo("2026-01-05: a step, 100 of 100 sent");
  }

  @ParameterizedTest
  @CsvSource({
    "95,   5, 4, '2026-01-05: a step, 274 of 274 sent'",
    "92,   8, 3, '2026-01-05: no step, deferrals 8.0 % of 100'",
    "80,  20, 2, '2026-01-05: a day back, deferrals 20.0 % of 100'"
  })
  void shouldRiseStayOrStepBackByWhatTheProviderSaid(
      long taken, long deferred, int day, String note) {
    WarmUpState third = at(3, 274, new WarmUpHealth(taken, deferred, 0, 0, 0));
    var steep = WarmUpFixture.plan("mail-3", "'base':{'*':140}");

    WarmUpState next = third.on(MONDAY.plusDays(1), steep, "google", USUAL);

    assertThat(next.day()).isEqualTo(day);
    assertThat(next.note()).isEqualTo(note);
  }

  @Test
  void shouldNotStepBackBeyondTheFirstDay() {
    WarmUpState bad = at(1, 100, new WarmUpHealth(0, 0, 0, 100, 0));

    assertThat(tomorrow(bad).day()).isEqualTo(1);
  }

  @Test
  void shouldStayWhileThePlanIsHeld() {
    var held = WarmUpFixture.plan("mail-3", "'base':{'*':100},'mode':'holding'");

    WarmUpState next = sent(first, 100).on(MONDAY.plusDays(1), held, "google", USUAL);

    assertThat(next.day()).isEqualTo(1);
    assertThat(next.note()).contains("the plan is held");
  }

  @Test
  void shouldBeginAnewAfterAMonthWithoutMail() {
    WarmUpState ninth = at(9, 100, new WarmUpHealth(100, 0, 0, 0, 0));

    assertThat(ninth.on(MONDAY.plusDays(30), plan, "google", USUAL).day()).isEqualTo(9);
    WarmUpState idle = ninth.on(MONDAY.plusDays(31), plan, "google", USUAL);
    assertThat(idle.day()).isEqualTo(1);
    assertThat(idle.note()).isEqualTo("idle since 2026-01-05");
  }

  @Test
  void shouldStayWarmWhateverTheDayBrings() {
    var small = WarmUpFixture.plan("mail-3", "'base':{'*':100},'target':100");
    WarmUpState bad = at(7, 30, new WarmUpHealth(0, 0, 0, 30, 0));

    WarmUpState next = bad.on(MONDAY.plusDays(1), small, "google", USUAL);

    assertThat(next.day()).isEqualTo(7);
    assertThat(next.note()).isEqualTo("warm");
  }

  @Test
  void shouldForgetWhatCameBeforeThePlanBegins() {
    WarmUpState ninth = at(9, 40, new WarmUpHealth(40, 0, 0, 0, 0));
    var anew = WarmUpFixture.plan("mail-3", "'begins':'2026-01-07','first_day':3");

    WarmUpState before = ninth.on(MONDAY.plusDays(1), anew, "google", USUAL);
    WarmUpState then = ninth.on(MONDAY.plusDays(2), anew, "google", USUAL);

    assertThat(before.day()).isEqualTo(9);
    assertThat(then).isEqualTo(WarmUpState.beginning(anew, MONDAY.plusDays(2)));
    assertThat(then.day()).isEqualTo(3);
    WarmUpState later = sent(then, 1000).on(MONDAY.plusDays(3), anew, "google", USUAL);
    assertThat(later.day()).isEqualTo(4);
  }

  @Test
  void shouldDoNothingWhenTheClockIsPutBack() {
    WarmUpState state = sent(first, 70);

    assertThat(state.on(MONDAY.minusDays(1), plan, "google", USUAL)).isSameAs(state);
    assertThat(state.plus(WarmUpCount.sent(MONDAY.minusDays(1), 3, 5))).isSameAs(state);
  }

  @Test
  void shouldKnowWhatWentInTheLatestHour() {
    WarmUpState state =
        first
            .plus(WarmUpCount.sent(MONDAY, 3, 5))
            .plus(WarmUpCount.sent(MONDAY, 3, 2))
            .plus(WarmUpCount.sent(MONDAY, 4, 1))
            .plus(WarmUpCount.sent(MONDAY, 3, 4));

    assertThat(state.sent()).isEqualTo(12);
    assertThat(state.hour()).isEqualTo(4);
    assertThat(state.sentInHour()).isEqualTo(1);
  }

  @Test
  void shouldNotFallBelowNothingByWhatComesBack() {
    WarmUpState state = sent(first, 1).plus(WarmUpCount.sent(MONDAY, 0, -3));

    assertThat(state.sent()).isZero();
    assertThat(state.sentInHour()).isZero();
  }

  private WarmUpState tomorrow(WarmUpState state) {
    return state.on(MONDAY.plusDays(1), plan, "google", USUAL);
  }

  private static WarmUpState sent(WarmUpState state, long recipients) {
    return state
        .plus(WarmUpCount.sent(state.date(), 0, recipients))
        .plus(WarmUpCount.heard(state.date(), new WarmUpHealth(recipients, 0, 0, 0, 0)));
  }

  private static WarmUpState at(int day, long sent, WarmUpHealth health) {
    return new WarmUpState(day, MONDAY, sent, 0, sent, health, 0, MONDAY, MONDAY, "");
  }
}
