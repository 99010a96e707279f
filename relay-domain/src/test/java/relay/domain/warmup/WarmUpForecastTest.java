package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.warmup.WarmUpFixture.COLD;
import static relay.domain.warmup.WarmUpFixture.GOOGLE;
import static relay.domain.warmup.WarmUpFixture.MONDAY;
import static relay.domain.warmup.WarmUpFixture.TAKEN;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import relay.domain.warmup.WarmUpForecast.Day;

class WarmUpForecastTest {
  private static final LocalDate DATE = LocalDate.of(2026, 1, 5);

  @Test
  void shouldTellDayByDayUntilNothingSpills() {
    var plan = WarmUpFixture.plan("cold", "'base':{'google':300}");

    WarmUpForecast forecast = WarmUpForecast.of(plan, "google", 1, DATE, 500);

    assertThat(forecast.isDone()).isTrue();
    assertThat(forecast.days())
        .containsExactly(
            new Day(DATE, 1, 300, 300, 200),
            new Day(DATE.plusDays(1), 2, 420, 420, 80),
            new Day(DATE.plusDays(2), 3, 588, 500, 0));
  }

  @Test
  void shouldTakeEverythingOnceItIsWarm() {
    var plan = WarmUpFixture.plan("cold", "'steps':{'*':'10, 20'},'target':20");

    WarmUpForecast forecast = WarmUpForecast.of(plan, "google", 1, DATE, 1_000_000);

    assertThat(forecast.days())
        .containsExactly(
            new Day(DATE, 1, 10, 10, 999_990), new Day(DATE.plusDays(1), 2, 20, 1_000_000, 0));
  }

  @Test
  void shouldGoOnFromTheDayThatItIsOn() {
    var plan = WarmUpFixture.plan("cold", "'base':{'google':300}");

    assertThat(WarmUpForecast.of(plan, "google", 3, DATE, 500).days())
        .containsExactly(new Day(DATE, 3, 588, 500, 0));
  }

  @Test
  void shouldPassOverDaysOnWhichNothingIsSent() {
    var plan =
        WarmUpFixture.plan(
            "cold", "'base':{'google':300},'window':{'days':['mon','fri'],'zone':'UTC'}");

    assertThat(WarmUpForecast.of(plan, "google", 1, DATE, 500).days())
        .extracting(Day::date)
        .containsExactly(DATE, DATE.plusDays(4), DATE.plusDays(7));
  }

  @Test
  void shouldSayWhenItWouldTakeTooLong() {
    var plan =
        WarmUpFixture.plan(
            "cold", "'base':{'google':1},'growth_percent':5,'target':10000000,'first_day':1");
    var never =
        WarmUpFixture.plan("cold", "'steps':{'*':'" + "1, ".repeat(364) + "1'},'growth_percent':5");

    assertThat(WarmUpForecast.of(plan, "google", 1, DATE, 5_000_000).isDone()).isTrue();
    WarmUpForecast far = WarmUpForecast.of(never, "google", 1, DATE, 1000);
    assertThat(far.isDone()).isFalse();
    assertThat(far.days()).hasSize(WarmUpForecast.DAYS_MAX);
  }

  @Test
  void shouldComeTrueWhenEveryDayIsHealthy() {
    var plan = WarmUpFixture.plan("cold", "'base':{'google':20},'target':300");
    WarmUpForecast forecast = WarmUpForecast.of(plan, "google", 1, DATE, 1000);
    var fixture = new WarmUpFixture().with(plan);

    for (int i = 0; i < forecast.days().size() - 1; i++) {
      Instant midnight = MONDAY.plus(Duration.ofDays(i));
      long sent = fixture.sendsAllDay(COLD, GOOGLE, TAKEN, midnight);
      assertThat(sent).isEqualTo(forecast.days().get(i).sent());
    }

    Instant last = MONDAY.plus(Duration.ofDays(forecast.days().size() - 1L));
    assertThat(fixture.look(COLD, GOOGLE, last).isWarm()).isTrue();
    assertThat(forecast.isDone()).isTrue();
  }
}
