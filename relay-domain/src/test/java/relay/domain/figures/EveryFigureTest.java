package relay.domain.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Rates and percentiles held against plain sums and sorted lists. */
class EveryFigureTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void shouldGiveAPercentileNoMoreThanASixteenthTooHigh() {
    Chance.rounds(
        300,
        random -> {
          List<Long> values = new ArrayList<>();
          Histogram histogram = new Histogram();
          for (int i = random.nextInt(200); i >= 0; i--) {
            long value = random.nextLong() >>> (1 + random.nextInt(62));
            values.add(value);
            histogram.add(value);
          }
          Collections.sort(values);
          long[] sums = Histogram.sums();
          histogram.addTo(sums);

          for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
            long exact = values.get((int) Math.ceil(values.size() * share) - 1);
            long told = Histogram.percentile(sums, share);
            assertThat(told).isGreaterThanOrEqualTo(exact);
            assertThat(told - exact).isLessThanOrEqualTo(exact / 16);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 1023, 1024, Long.MAX_VALUE})
  void shouldFindAnyValueAgain(long value) {
    Histogram histogram = new Histogram();
    histogram.add(value);
    long[] sums = Histogram.sums();
    histogram.addTo(sums);

    assertThat(Histogram.percentile(sums, 0.5))
        .isBetween(value, value + value / 16 < 0 ? Long.MAX_VALUE : value + value / 16);
  }

  @Test
  void shouldTakeAClockThatStepsBackForNoTimeAtAll() {
    Histogram histogram = new Histogram();
    histogram.add(-5000);
    long[] sums = Histogram.sums();
    histogram.addTo(sums);

    assertThat(Histogram.percentile(sums, 1)).isZero();
    assertThat(Histogram.percentile(Histogram.sums(), 0.99)).isZero();
  }

  @Test
  void shouldCountExactlyTheMinuteThatIsOver() {
    Chance.rounds(
        300,
        random -> {
          Rate rate = new Rate();
          List<long[]> added = new ArrayList<>();
          long second = NOON.getEpochSecond();
          for (int i = random.nextInt(300); i >= 0; i--) {
            second += random.nextInt(3);
            long count = random.nextInt(1000);
            added.add(new long[] {second, count});
            rate.add(Instant.ofEpochSecond(second), count);
          }
          long now = second + random.nextInt(4);

          long expected =
              added.stream()
                  .filter(a -> a[0] < now && a[0] >= now - Rate.WINDOW_SECONDS)
                  .mapToLong(a -> a[1])
                  .sum();

          assertThat(rate.perSecond(Instant.ofEpochSecond(now))).isEqualTo(expected / 60.0);
        });
  }

  @Test
  void shouldNotLetALateEventWipeOutNewerOnes() {
    Rate rate = new Rate();
    rate.add(NOON.plusSeconds(64), 5);

    rate.add(NOON, 7);

    assertThat(rate.perSecond(NOON.plusSeconds(65))).isEqualTo(5 / 60.0);
  }

  @Test
  void shouldNotOverflowIntoAnotherSecond() {
    Rate rate = new Rate();
    for (int i = 0; i < 4; i++) {
      rate.add(NOON, 10_000_000);
    }

    assertThat(rate.perSecond(NOON.plusSeconds(1))).isEqualTo(((1 << 24) - 1) / 60.0);
    assertThat(rate.perSecond(NOON.plusSeconds(2))).isEqualTo(((1 << 24) - 1) / 60.0);
  }

  @Test
  void shouldRememberLatenciesForFiveMinutesAndTheOneThatRuns() {
    Random random = new Random(5);
    Latencies latencies = new Latencies();
    for (int minute = 0; minute < 20; minute++) {
      latencies.add(NOON.plusSeconds(minute * 60L + random.nextInt(60)), 1000L * minute);
    }

    var now = latencies.at(NOON.plusSeconds(19 * 60));

    assertThat(now.count()).isEqualTo(6);
    assertThat(now.p50()).isBetween(16_000L, 17_000L);
    assertThat(now.p99()).isBetween(19_000L, 20_300L);
    assertThat(latencies.at(NOON.plusSeconds(25 * 60)).count()).isZero();
  }
}
