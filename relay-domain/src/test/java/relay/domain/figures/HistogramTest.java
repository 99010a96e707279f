package relay.domain.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Counting without keeping the values: how far off that may be. */
class HistogramTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void shouldBeOffByASixteenthAtMost() {
    Chance.rounds(
        200,
        random -> {
          long[] values = new long[1 + random.nextInt(500)];
          Histogram histogram = new Histogram();
          for (int i = 0; i < values.length; i++) {
            values[i] = random.nextLong() >>> (1 + random.nextInt(62));
            histogram.add(values[i]);
          }
          Arrays.sort(values);
          long[] sums = Histogram.sums();
          histogram.addTo(sums);
          for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1.0}) {
            long exact = values[(int) Math.ceil(values.length * share) - 1];
            long told = Histogram.percentile(sums, share);

            assertThat(told).isGreaterThanOrEqualTo(exact);
            assertThat((double) told).isLessThanOrEqualTo(exact + exact / 16.0 + 1);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 1_000_000, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void shouldTakeEveryValueThereIs(long value) {
    Histogram histogram = new Histogram();
    histogram.add(value);
    long[] sums = Histogram.sums();
    histogram.addTo(sums);

    assertThat(Histogram.percentile(sums, 1)).isGreaterThanOrEqualTo(value);
    assertThat(Arrays.stream(sums).sum()).isEqualTo(1);
  }

  @Test
  void shouldTakeATimeBeforeZeroForNone() {
    Histogram histogram = new Histogram();
    histogram.add(-1);
    histogram.add(Long.MIN_VALUE);
    long[] sums = Histogram.sums();
    histogram.addTo(sums);

    assertThat(Histogram.percentile(sums, 1)).isZero();
    assertThat(sums[0]).isEqualTo(2);
    histogram.clear();
    assertThat(Histogram.percentile(Histogram.sums(), 0.5)).isZero();
  }

  @Test
  void shouldCountTheMinuteBeforeThisSecond() {
    Rate rate = new Rate();
    for (int second = 0; second < 120; second++) {
      rate.add(NOON.plusSeconds(second), 1 + second % 2);
    }

    assertThat(rate.perSecond(NOON.plusSeconds(120))).isCloseTo(1.5, within(0.001));
    assertThat(rate.perSecond(NOON.plusSeconds(150))).isCloseTo(0.75, within(0.001));
    assertThat(rate.perSecond(NOON.plusSeconds(180))).isZero();
    assertThat(new Rate().perSecond(NOON)).isZero();
  }

  @Test
  void shouldNotCountTheSecondThatRuns() {
    Rate rate = new Rate();
    rate.add(NOON, 60);

    assertThat(rate.perSecond(NOON)).isZero();
    assertThat(rate.perSecond(NOON.plusSeconds(1))).isEqualTo(1);
    assertThat(rate.perSecond(NOON.plusSeconds(60))).isEqualTo(1);
    assertThat(rate.perSecond(NOON.plusSeconds(61))).isZero();
  }

  /** A count beyond its bits must not become a later second. */
  @Test
  void shouldBoundTheCountOfASecond() {
    Rate rate = new Rate();
    rate.add(NOON, Integer.MAX_VALUE);
    rate.add(NOON, Integer.MAX_VALUE);

    double most = ((1L << 24) - 1) / 60.0;
    assertThat(rate.perSecond(NOON.plusSeconds(1))).isCloseTo(most, within(0.001));
  }

  @Test
  void shouldBearAClockThatStepsBack() {
    Rate rate = new Rate();
    rate.add(NOON.plusSeconds(64), 60);
    rate.add(NOON, 60);

    assertThat(rate.perSecond(NOON.plusSeconds(65))).isEqualTo(1);
    assertThat(rate.perSecond(NOON.plusSeconds(1))).isZero();

    Latencies latencies = new Latencies();
    latencies.add(NOON.plusSeconds(3_600), 7);
    latencies.add(NOON, 7);
    assertThat(latencies.at(NOON.plusSeconds(3_600)).count()).isEqualTo(2);
  }

  @Test
  void shouldForgetTimesAfterSixMinutes() {
    Latencies latencies = new Latencies();
    for (int minute = 0; minute < 20; minute++) {
      latencies.add(NOON.plusSeconds(60L * minute), minute);
    }

    var now = latencies.at(NOON.plusSeconds(60L * 19));
    assertThat(now.count()).isEqualTo(6);
    assertThat(now.p50()).isEqualTo(16);
    assertThat(now.p99()).isEqualTo(19);
    assertThat(latencies.at(NOON.plusSeconds(60L * 22)).count()).isEqualTo(3);
    assertThat(latencies.at(NOON.plusSeconds(60L * 30)).count()).isZero();
  }
}
