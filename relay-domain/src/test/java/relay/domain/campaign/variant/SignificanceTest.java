package relay.domain.campaign.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known values of the test of two proportions, and of the correction for several. */
class SignificanceTest {

  /** From tables of the normal curve. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.5, 0.617075077",
    "1, 0.317310508",
    "1.644853627, 0.1",
    "1.959963985, 0.05",
    "2.575829304, 0.01",
    "3.290526731, 0.001",
    "6, 1.973175e-9"
  })
  void shouldKnowTheTailsOfTheNormalCurve(double z, double tails) {
    assertThat(Significance.bothTails(z)).isCloseTo(tails, within(1e-9 + tails * 1e-6));
  }

  @Test
  void shouldGoOnFarOutWithoutAStep() {
    double before = Significance.bothTails(6.999);

    assertThat(Significance.bothTails(7.001)).isLessThan(before * 1.05).isPositive();
    assertThat(Significance.bothTails(40)).isLessThan(1e-300);
  }

  /** z = 0.04 / sqrt(0.12 * 0.88 * 2 / 1000) = 2.7524; the others alike. */
  @ParameterizedTest
  @CsvSource({
    "140, 1000, 100, 1000, 0.005916",
    "100, 1000, 140, 1000, 0.005916",
    "120, 1000, 100, 1000, 0.152918",
    "50, 500, 50, 500, 1",
    "45, 200, 60, 200, 0.088274",
    "900, 1000, 860, 1000, 0.005916",
  })
  void shouldTellHowProbableADifferenceIs(long a, long ofA, long b, long ofB, double chance) {
    assertThat(Significance.chance(new Proportion(a, ofA), new Proportion(b, ofB)))
        .isCloseTo(chance, within(0.00002));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "5, 5, 0, 5",
    "4, 1000, 0, 1000",
    "996, 1000, 1000, 1000",
    "9, 20, 0, 3"
  })
  void shouldSayNothingAboutTooFew(long a, long ofA, long b, long ofB) {
    assertThat(Significance.chance(new Proportion(a, ofA), new Proportion(b, ofB))).isEqualTo(1);
  }

  @Test
  void shouldTakeTheWeakestComparisonTimesTheirNumber() {
    var best = new Proportion(140, 1000);
    var close = new Proportion(100, 1000);
    var far = new Proportion(50, 1000);
    double plain = Significance.chance(best, close);

    assertThat(Significance.chanceOfBest(0, List.of(best, close))).isEqualTo(plain);
    assertThat(Significance.chanceOfBest(1, List.of(far, best, close))).isEqualTo(2 * plain);
    assertThat(Significance.chanceOfBest(0, List.of(best, best, best))).isEqualTo(1);
    assertThat(Significance.chanceOfBest(0, List.of(best))).isEqualTo(1);
  }

  /** With five equal forms a winner is found by chance no more often than the test allows. */
  @Test
  void shouldFindNoWinnerAmongEqualsMoreOftenThanAllowed() {
    long seed = 20260101;
    var random = new java.util.Random(seed);
    int found = 0;
    int rounds = 2_000;
    for (int round = 0; round < rounds; round++) {
      List<Proportion> results = new java.util.ArrayList<>();
      int best = 0;
      for (int form = 0; form < 5; form++) {
        int hits = 0;
        for (int i = 0; i < 400; i++) {
          hits += random.nextInt(10) == 0 ? 1 : 0;
        }
        results.add(new Proportion(hits, 400));
        best = hits > results.get(best).hits() ? form : best;
      }
      found += Significance.chanceOfBest(best, results) <= 0.05 ? 1 : 0;
    }

    assertThat(found).as("seed " + seed).isLessThanOrEqualTo(rounds * 5 / 100);
  }

  @Test
  void shouldScoreTheFormThatIsAhead() {
    var test =
        new VariantTest(
            20, VariantTest.Metric.CLICKS, Duration.ofHours(4), 95, VariantTest.Undecided.BEST);
    List<Variant> forms = List.of(form("a"), form("b"), form("c"));

    TestScore clear =
        TestScore.of(
            test,
            forms,
            List.of(
                new Proportion(50, 1000), new Proportion(160, 1000), new Proportion(100, 1000)));
    TestScore unclear =
        TestScore.of(
            test,
            forms,
            List.of(new Proportion(50, 100), new Proportion(50, 100), new Proportion(0, 0)));

    assertThat(clear.best()).isEqualTo("b");
    assertThat(clear.isSignificant()).isTrue();
    assertThat(unclear.best()).isEqualTo("a");
    assertThat(unclear.isSignificant()).isFalse();
    assertThat(unclear.chance()).isEqualTo(1);
  }

  private static Variant form(String name) {
    return new Variant(
        name,
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        1);
  }

  @Test
  void shouldRefuseWhatIsNoProportion() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(-1, 1));
    assertThat(new Proportion(0, 0).rate()).isZero();
  }
}
