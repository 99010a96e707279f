package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of failures, and that it comes back as it was stored. */
class BounceHistoryTest {
  private static final int ROUNDS = 500;
  private static final BounceHistory FULL =
      new BounceHistory(
          1,
          Map.of(20454L, 1.5, 20455L, 0.5),
          Optional.of(NOON.minus(Duration.ofDays(3))),
          1,
          Optional.of(NOON.minus(Duration.ofDays(1))),
          2,
          "event7");

  @Test
  void shouldBeNothingAtFirst() {
    assertThat(BounceHistory.NONE.isNothing()).isTrue();
    assertThat(BounceHistory.NONE.points()).isZero();
    assertThat(BounceHistory.read(BounceHistory.NONE.text())).isEqualTo(BounceHistory.NONE);
  }

  @Test
  void shouldBeOneLineThatCanBeRead() {
    assertThat(FULL.text())
        .isEqualTo("1;1;20454=1.5 20455=0.5;2025-12-29T12:00:00Z;1;2025-12-31T12:00:00Z;2;event7")
        .doesNotContain("\n");
    assertThat(BounceHistory.read(FULL.text())).isEqualTo(FULL);
  }

  @Test
  void shouldReadBackWhateverItRemembers() {
    long seed = 20260101;
    var random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      BounceHistory history = random(random);

      assertThat(BounceHistory.read(history.text()))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(history);
    }
  }

  @Test
  void shouldKeepAfterADeliveryOnlyHowOftenItWasSuppressed() {
    BounceHistory after = FULL.delivered("event8");

    assertThat(after)
        .isEqualTo(
            new BounceHistory(0, Map.of(), Optional.empty(), 0, Optional.empty(), 2, "event8"));
    assertThat(after.isNothing()).isFalse();
    assertThat(BounceHistory.NONE.delivered("event8").isNothing()).isTrue();
  }

  @Test
  void shouldCountAnewOnceItIsSuppressed() {
    BounceHistory after = FULL.suppressed("event8");

    assertThat(after.suppressions()).isEqualTo(3);
    assertThat(after.bare()).isZero();
    assertThat(after.points()).isZero();
    assertThat(after.fullSince()).isEmpty();
    assertThat(after.domainResults()).isZero();
    assertThat(after.lastResult()).isEmpty();
    assertThat(after.lastEvent()).isEqualTo("event8");
  }

  @Test
  void shouldAddThePointsOfOneDayAndDropDaysThatNoLongerCount() {
    BounceHistory one = BounceHistory.NONE.points(0.5, 20455, 20425, "e1");
    BounceHistory two = one.points(1, 20455, 20425, "e2");

    assertThat(two.pointsByDay()).containsExactly(Map.entry(20455L, 1.5));

    BounceHistory later = two.points(0.5, 20490, 20460, "e3");
    assertThat(later.pointsByDay()).containsExactly(Map.entry(20490L, 0.5));
    assertThat(later.points()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void shouldKeepTheFirstMomentOfAFullMailbox() {
    BounceHistory first = BounceHistory.NONE.full(NOON, "e1");
    BounceHistory second = first.full(NOON.plus(Duration.ofDays(2)), "e2");

    assertThat(second.fullSince()).contains(NOON);
    assertThat(second.lastEvent()).isEqualTo("e2");
    assertThat(second.isNothing()).isFalse();
  }

  @Test
  void shouldKeepTheLastMomentAtWhichADomainWasNotThere() {
    BounceHistory first = BounceHistory.NONE.domainResult(NOON, "e1");
    BounceHistory second = first.domainResult(NOON.plus(Duration.ofDays(1)), "e2");

    assertThat(second.domainResults()).isEqualTo(2);
    assertThat(second.lastResult()).contains(NOON.plus(Duration.ofDays(1)));
    assertThat(first.isNothing()).isFalse();
  }

  @Test
  void shouldCountRefusalsWithoutStatusOneByOne() {
    BounceHistory two = BounceHistory.NONE.bareRefusal("e1").bareRefusal("e2");

    assertThat(two.bare()).isEqualTo(2);
    assertThat(two.isNothing()).isFalse();
  }

  @Test
  void shouldNotChangeWithTheMapItWasMadeOf() {
    Map<Long, Double> days = new HashMap<>(Map.of(1L, 1.0));
    var history = new BounceHistory(0, days, Optional.empty(), 0, Optional.empty(), 0, "e1");

    days.put(2L, 100.0);

    assertThat(history.points()).isEqualTo(1.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "nonsense",
        "2;0;;;0;;0;e1",
        "1;x;;;0;;0;e1",
        "1;0;20454;;0;;0;e1",
        "1;0;20454=;;0;;0;e1",
        "1;0;=1;;0;;0;e1",
        "1;0;;yesterday;0;;0;e1",
        "1;0;;;0;never;0;e1",
        "1;0;;;0;;often;e1",
        "1;0;;;0;;0;e1;more"
      })
  void shouldTakeALineThatItCannotReadForNothing(String line) {
    assertThat(BounceHistory.read(line)).isEqualTo(BounceHistory.NONE);
  }

  @Test
  void shouldReadAnythingWithoutFailing() {
    long seed = 4711;
    var random = new Random(seed);
    char[] alphabet = "1;=. 0T:Z-e".toCharArray();
    for (int i = 0; i < ROUNDS; i++) {
      var line = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        line.append(alphabet[random.nextInt(alphabet.length)]);
      }

      assertThat(BounceHistory.read(line.toString())).as("seed %d: %s", seed, line).isNotNull();
    }
  }

  private static BounceHistory random(Random random) {
    Map<Long, Double> days = new HashMap<>();
    for (int n = random.nextInt(31); n > 0; n--) {
      days.put((long) random.nextInt(30_000), random.nextInt(400) / 4.0);
    }
    return new BounceHistory(
        random.nextInt(5),
        days,
        random.nextBoolean() ? Optional.of(NOON.minusMillis(random.nextInt())) : Optional.empty(),
        random.nextInt(4),
        random.nextBoolean() ? Optional.of(NOON.minusSeconds(random.nextInt())) : Optional.empty(),
        random.nextInt(4),
        Long.toString(random.nextLong(), 36).replace("-", ""));
  }
}
