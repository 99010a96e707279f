package relay.domain.campaign.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.settings.Settings;

/** When too much goes wrong. */
class GuardRulesTest {
  private static final GuardSettings SETTINGS =
      GuardSettings.from(Settings.of(GuardSettings.ALL, Map.of(), Map.of()));
  private final GuardRules rules = Guards.USUAL.rules(SETTINGS);

  private static GuardFigures refused(long refused, long delivered) {
    return new GuardFigures(delivered, refused, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    // delivered, refused, expired, deferred, complaints, unsubscribes, what it is
    "1000, 0, 0, 0, 0, 0, ''",
    "951, 49, 0, 0, 0, 0, ''",
    "950, 50, 0, 0, 0, 0, bounces SLOW 50/1000",
    "900, 100, 0, 0, 0, 0, bounces STOP 100/1000",
    "850, 49, 101, 0, 0, 0, ''",
    "5000, 0, 0, 0, 5, 0, complaints SLOW 5/5000",
    "5000, 0, 0, 0, 15, 0, complaints STOP 15/5000",
    "600, 0, 0, 400, 0, 0, deferrals SLOW 400/1000",
    "250, 0, 0, 750, 0, 0, deferrals STOP 750/1000",
    "1000, 0, 0, 0, 0, 20, unsubscribes SLOW 20/1000",
    "1000, 0, 0, 0, 0, 50, unsubscribes STOP 50/1000",
    "1000, 100, 0, 0, 6, 0, complaints STOP 6/1000",
  })
  void shouldJudgeEachRateByItsOwnLimits(
      long delivered,
      long refused,
      long expired,
      long deferred,
      long complaints,
      long unsubscribes,
      String expected) {
    var figures = new GuardFigures(delivered, refused, expired, deferred, complaints, unsubscribes);

    String found =
        rules
            .judge(figures)
            .map(f -> f.guard().label() + " " + f.level() + " " + f.count() + "/" + f.of())
            .orElse("");

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void shouldJudgeNothingBeforeThereIsASample() {
    assertThat(rules.judge(refused(199, 0))).isEmpty();
    assertThat(rules.judge(refused(200, 0))).isPresent();
  }

  @Test
  void shouldTakeAFewForChanceHoweverHighTheirShare() {
    assertThat(rules.judge(new GuardFigures(1_000, 0, 0, 0, 4, 0))).isEmpty();
    assertThat(rules.judge(new GuardFigures(1_000, 0, 0, 0, 5, 0))).isPresent();
  }

  @Test
  void shouldTakeTheLimitsOfTheCampaignBeforeThoseOfTheSettings() {
    var own =
        new Guards(
            Map.of(
                Guard.BOUNCES,
                new GuardLimit(Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.valueOf(20))),
                Guard.COMPLAINTS,
                GuardLimit.of(BigDecimal.ZERO, BigDecimal.ZERO)),
            Optional.of(10));

    GuardRules mine = own.rules(SETTINGS);

    assertThat(mine.judge(refused(19, 81))).as("never slowed").isEmpty();
    assertThat(mine.judge(refused(20, 80))).isPresent();
    assertThat(mine.judge(new GuardFigures(100, 0, 0, 0, 100, 0))).as("off").isEmpty();
    assertThat(mine.judge(new GuardFigures(50, 0, 0, 50, 0, 0))).as("as usual").isPresent();
  }

  @Test
  void shouldGiveThePaceBackOnlyWellBelowTheLimit() {
    assertThat(rules.isOver(Guard.BOUNCES, refused(49, 951))).isFalse();
    assertThat(rules.isOver(Guard.BOUNCES, refused(40, 960))).isFalse();
    assertThat(rules.isOver(Guard.BOUNCES, refused(39, 961))).isTrue();
    assertThat(rules.isOver(Guard.BOUNCES, refused(0, 0))).isTrue();
  }
}
