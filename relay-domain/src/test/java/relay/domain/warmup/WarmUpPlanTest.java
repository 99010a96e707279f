package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

class WarmUpPlanTest {
  private static final WarmUpPlan USUAL = WarmUpFixture.plan("mail-3", "");

  @ParameterizedTest
  @CsvSource({
    "google, 200", "microsoft-consumer, 200", "microsoft-365, 200", "yahoo, 100",
    "gmx-webde, 100", "t-online, 50", "comcast, 50", "other, 50"
  })
  void shouldBeginByTheWeightOfTheProvider(String provider, long budget) {
    assertThat(USUAL.budget(provider, 1)).isEqualTo(budget);
  }

  @Test
  void shouldGrowByTwoFifthsADayUntilTheTarget() {
    List<Long> budgets = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      budgets.add(USUAL.budget("google", day));
    }

    assertThat(budgets).containsExactly(200L, 280L, 392L, 548L, 768L);
    assertThat(USUAL.warmDay("google")).isEqualTo(18);
    assertThat(USUAL.isWarm("google", 17)).isFalse();
    assertThat(USUAL.budget("google", 18)).isEqualTo(50_000);
    assertThat(USUAL.budget("google", 1_000_000)).isEqualTo(50_000);
  }

  @Test
  void shouldTakeTheOwnBudgetBeforeTheOneForAllBeforeTheShippedOne() {
    var plan = WarmUpFixture.plan("mail-3", "'base':{'google':500,'*':80}");

    assertThat(plan.budget("google", 1)).isEqualTo(500);
    assertThat(plan.budget("yahoo", 1)).isEqualTo(80);
    assertThat(plan.budget(WarmUpPlan.OTHER, 1)).isEqualTo(80);
  }

  @Test
  void shouldGoStepByStepAndGrowFromTheLast() {
    var plan =
        WarmUpFixture.plan(
            "mail-3",
            "'steps':{'google':'50, 100, 250','*':'10'},'growth_percent':100,'target':900");

    assertThat(plan.budget("google", 2)).isEqualTo(100);
    assertThat(plan.budget("google", 3)).isEqualTo(250);
    assertThat(plan.budget("google", 4)).isEqualTo(500);
    assertThat(plan.budget("google", 5)).isEqualTo(900);
    assertThat(plan.warmDay("google")).isEqualTo(5);
    assertThat(plan.budget("yahoo", 1)).isEqualTo(10);
    assertThat(plan.budget("yahoo", 2)).isEqualTo(20);
  }

  @Test
  void shouldHaveNoStepAboveTheTarget() {
    var plan = WarmUpFixture.plan("mail-3", "'steps':{'*':'50, 5000'},'target':1000");

    assertThat(plan.budget("google", 2)).isEqualTo(1000);
    assertThat(plan.isWarm("google", 2)).isTrue();
  }

  @Test
  void shouldCallTheDayThatEndsNextToday() {
    var plan =
        WarmUpFixture.plan(
            "mail-3",
            "'window':{'days':['mon','tue'],'from':'08:00','until':'20:00','zone':'Europe/Berlin'}");

    assertThat(plan.dayAt(Instant.parse("2026-01-05T18:59:59Z")))
        .isEqualTo(LocalDate.of(2026, 1, 5));
    assertThat(plan.dayAt(Instant.parse("2026-01-05T19:00:00Z")))
        .isEqualTo(LocalDate.of(2026, 1, 6));
    assertThat(plan.dayAt(Instant.parse("2026-01-07T12:00:00Z")))
        .isEqualTo(LocalDate.of(2026, 1, 12));
  }

  @Test
  void shouldNeverFallFromDayToDayAndAlwaysBecomeWarm() {
    Chance.rounds(
        200,
        random -> {
          var plan =
              WarmUpFixture.plan(
                  "mail-3",
                  "'growth_percent':%d,'target':%d,'base':{'*':%d}"
                      .formatted(
                          random.nextInt(5, 101),
                          random.nextInt(1, 1_000_000),
                          random.nextInt(1, 1000)));
          int warm = plan.warmDay("google");
          for (int day = 1; day < warm; day++) {
            assertThat(plan.budget("google", day))
                .isBetween(1L, plan.budget("google", day + 1))
                .isLessThan(plan.target());
          }
          assertThat(plan.budget("google", warm)).isEqualTo(plan.target());
        });
  }
}
