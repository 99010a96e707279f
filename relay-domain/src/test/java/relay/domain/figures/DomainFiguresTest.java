package relay.domain.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.figures.Figures.DomainRow;

/** Counts by domain, within bounds, whoever reads them meanwhile; and times over minutes. */
class DomainFiguresTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final DomainFigures figures = new DomainFigures(3);

  @Test
  void shouldTellTheBusiestFirstAndEqualsByName() {
    count("b.example", 2);
    count("a.example", 2);
    count("c.example", 5);

    assertThat(figures.busiest())
        .extracting(DomainRow::domain)
        .containsExactly("c.example", "a.example", "b.example");
  }

  @Test
  void shouldPutTheOthersTogetherAndLastHoweverMany() {
    count("big.example", 50);
    count("middle.example", 20);
    for (int i = 0; i < 30; i++) {
      count("n" + i + ".example", 1);
    }

    List<DomainRow> rows = figures.busiest();

    assertThat(rows).hasSizeLessThanOrEqualTo(4);
    assertThat(rows.get(0).domain()).isEqualTo("big.example");
    assertThat(rows.get(1).domain()).isEqualTo("middle.example");
    assertThat(rows.get(rows.size() - 1).domain()).isEqualTo(DomainFigures.OTHER);
  }

  @Test
  void shouldLeaveOutWhatWasNeverCounted() {
    count("a.example", 2);

    assertThat(figures.busiest().get(0).counts())
        .containsOnly(java.util.Map.entry(Figure.DELIVERED, 2L));
  }

  @Test
  void shouldKeepEveryCountAndItsBounds() {
    Chance.rounds(
        50,
        random -> {
          int most = 1 + random.nextInt(5);
          DomainFigures some = new DomainFigures(most);
          int counted = random.nextInt(2000);
          for (int i = 0; i < counted; i++) {
            some.add("d" + random.nextInt(1 + random.nextInt(60)), Figure.DELIVERED);
          }

          List<DomainRow> rows = some.busiest();

          assertThat(rows).hasSizeLessThanOrEqualTo(most + 1);
          long told =
              rows.stream().mapToLong(r -> r.counts().getOrDefault(Figure.DELIVERED, 0L)).sum();
          assertThat(told).isEqualTo(counted);
        });
  }

  @Test
  void shouldBeReadWhileOthersCount() throws Exception {
    DomainFigures busy = new DomainFigures(400);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch begun = new CountDownLatch(2);
    try {
      List<Future<?>> counting =
          List.of(
              threads.submit(() -> count(busy, begun, 1)),
              threads.submit(() -> count(busy, begun, 7)));
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

      // What is sorted while it changes makes the JDK's sort fail, now and then.
      assertThatCode(
              () -> {
                for (int i = 0; i < 300; i++) {
                  busy.busiest();
                }
              })
          .doesNotThrowAnyException();

      for (Future<?> each : counting) {
        each.get(120, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "60, 3", "299, 3", "359, 3", "360, 0", "3600, 0"})
  void shouldTellOfFiveWholeMinutesAndTheOneThatRuns(int later, long count) {
    Latencies latencies = new Latencies();
    for (long millis : new long[] {10, 20, 5_000}) {
      latencies.add(NOON, millis);
    }

    Latencies.Percentiles told = latencies.at(NOON.plusSeconds(later));

    assertThat(told.count()).isEqualTo(count);
    assertThat(told.p50()).isEqualTo(count == 0 ? 0 : 20);
    assertThat(told.p99()).isEqualTo(count == 0 ? 0 : told.p90());
  }

  @Test
  void shouldForgetAMinuteWhenItsPlaceIsTakenByALaterOne() {
    Latencies latencies = new Latencies();
    latencies.add(NOON, 1_000);
    latencies.add(NOON.plusSeconds(360), 10);

    assertThat(latencies.at(NOON.plusSeconds(360)).count()).isEqualTo(1);
    assertThat(latencies.at(NOON.plusSeconds(360)).p50()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "59, 1", "60, 1", "61, 0", "64, 0", "128, 0"})
  void shouldTellTheRateOfTheMinuteBeforeThisSecond(int later, int counted) {
    Rate rate = new Rate();
    rate.add(NOON, 60);

    assertThat(rate.perSecond(NOON.plusSeconds(later))).isEqualTo(counted);
  }

  @Test
  void shouldNotCountIntoASecondThatIsLongOver() {
    Rate rate = new Rate();
    rate.add(NOON.plusSeconds(64), 60);
    rate.add(NOON, 600);

    assertThat(rate.perSecond(NOON.plusSeconds(65))).isEqualTo(1.0);
  }

  @Test
  void shouldNotOverflowASecond() {
    Rate rate = new Rate();
    rate.add(NOON, 1 << 24);
    rate.add(NOON, 1 << 24);

    assertThat(rate.perSecond(NOON.plusSeconds(1))).isEqualTo(((1 << 24) - 1) / 60.0);
  }

  private static void count(DomainFigures busy, CountDownLatch begun, int step) {
    for (int i = 0; i < 200_000; i++) {
      busy.add("d" + i * step % 300 + ".example", Figure.DELIVERED);
      if (i == 1000) {
        begun.countDown();
      }
    }
  }

  private void count(String domain, int times) {
    for (int i = 0; i < times; i++) {
      figures.add(domain, Figure.DELIVERED);
    }
  }
}
