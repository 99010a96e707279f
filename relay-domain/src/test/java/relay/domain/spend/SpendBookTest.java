package relay.domain.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

class SpendBookTest {
  private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
  private static final YearMonth MARCH = YearMonth.of(2026, 3);
  private static final String SES = "out/ses";
  private final SpendBook book = new SpendBook();

  @Test
  void shouldGiveRoomUntilTheQuotaIsUsedUp() {
    assertThat(book.claim(SES, 6, 10, NOON)).isTrue();
    assertThat(book.claim(SES, 5, 10, NOON)).isFalse();
    assertThat(book.claim(SES, 4, 10, NOON)).isTrue();
    assertThat(book.hasRoom(SES, 1, 10, NOON)).isFalse();
    assertThat(book.open(SES)).isEqualTo(10);
  }

  @Test
  void shouldGiveBackWhatWasNotTaken() {
    book.claim(SES, 10, 10, NOON);

    book.settle(SES, 10, 3, 0, NOON);

    assertThat(book.open(SES)).isZero();
    assertThat(book.hasRoom(SES, 7, 10, NOON)).isTrue();
    assertThat(book.hasRoom(SES, 8, 10, NOON)).isFalse();
  }

  @Test
  void shouldBeginAnewWithTheNextDayInUtc() {
    Instant late = Instant.parse("2026-03-31T23:59:59.999Z");
    book.claim(SES, 10, 10, late);
    book.settle(SES, 10, 10, 0, late);
    assertThat(book.claim(SES, 1, 10, late)).isFalse();
    assertThat(SpendBook.nextDay(late)).isEqualTo("2026-04-01T00:00:00Z");

    assertThat(book.claim(SES, 1, 10, SpendBook.nextDay(late))).isTrue();
  }

  @Test
  void shouldCountWhatIsUnderWayAtMidnightAgainstTheNewDayUntilItIsOver() {
    book.claim(SES, 10, 10, NOON);
    Instant tomorrow = SpendBook.nextDay(NOON);

    assertThat(book.hasRoom(SES, 1, 10, tomorrow)).isFalse();
    book.settle(SES, 10, 0, 0, tomorrow);
    assertThat(book.hasRoom(SES, 10, 10, tomorrow)).isTrue();
  }

  @Test
  void shouldLetAMailWithMoreRecipientsThanTheQuotaGoOnAFreshDay() {
    assertThat(book.claim(SES, 50, 10, NOON)).isTrue();
    assertThat(book.claim(SES, 1, 10, NOON)).isFalse();
    book.settle(SES, 50, 50, 0, NOON);

    assertThat(book.claim(SES, 50, 10, NOON)).isFalse();
    assertThat(book.claim(SES, 50, 10, SpendBook.nextDay(NOON))).isTrue();
  }

  @Test
  void shouldAddUpWhatWasTakenByDayAndMonthAtThePriceOfThen() {
    book.settle(SES, 0, 1000, 100_000, NOON);
    book.settle(SES, 0, 10, 200_000, NOON);
    book.settle(SES, 0, 5, 100_000, NOON.plus(Duration.ofDays(1)));

    assertThat(book.days(SES))
        .containsEntry(TODAY, new Spent(1010, 102_000_000))
        .containsEntry(TODAY.plusDays(1), new Spent(5, 500_000));
    assertThat(book.months(SES))
        .containsEntry(MARCH, new Spent(1010, 102_000_000))
        .containsEntry(MARCH.plusMonths(1), new Spent(5, 500_000));
  }

  @Test
  void shouldKnowNothingOfATargetThatTookNothing() {
    book.settle(SES, 0, 0, 100, NOON);

    assertThat(book.targets()).isEmpty();
    assertThat(book.days(SES)).isEmpty();
    assertThat(book.months(SES)).isEmpty();
    assertThat(book.open(SES)).isZero();
  }

  @Test
  void shouldForgetOldDaysAndKeepTheirMonthsForLonger() {
    for (int day = 0; day < 800; day++) {
      book.settle(SES, 0, 1, 7, NOON.plus(Duration.ofDays(day)));
    }

    assertThat(book.days(SES)).hasSize(TargetAccount.DAYS).doesNotContainKey(TODAY);
    assertThat(book.months(SES)).hasSize(TargetAccount.MONTHS);
    assertThat(book.months(SES)).containsEntry(MARCH.plusMonths(3), new Spent(30, 210));
  }

  @Test
  void shouldRememberOverARestart() {
    book.claim(SES, 4, 100, NOON);
    book.settle(SES, 4, 4, 100_000, NOON);
    book.settle("b/free", 0, 9, 0, NOON.minus(Duration.ofDays(40)));
    book.claim(SES, 7, 100, NOON);

    var after = new SpendBook();
    int passed = after.restore(book.lines());

    assertThat(passed).isZero();
    assertThat(after.lines()).isEqualTo(book.lines());
    assertThat(after.days(SES)).isEqualTo(book.days(SES));
    assertThat(after.months("b/free")).isEqualTo(book.months("b/free"));
    // what was under way is no more
    assertThat(after.open(SES)).isZero();
    assertThat(after.hasRoom(SES, 96, 100, NOON)).isTrue();
    assertThat(after.hasRoom(SES, 97, 100, NOON)).isFalse();
  }

  @Test
  void shouldPassOverLinesThatSayNothing() {
    int passed =
        book.restore(
            List.of(
                "",
                "out/ses\tday\t2026-03-31",
                "out/ses\tday\t2026-02-30\t1\t1",
                "out/ses\tyear\t2026\t1\t1",
                "out/ses\tmonth\t2026-03\tmany\t1",
                "out/ses\tday\t2026-03-31\t5\t50"));

    assertThat(passed).isEqualTo(5);
    assertThat(book.days(SES)).containsOnlyKeys(TODAY);
  }

  @Test
  void shouldForgetTheTargetThatWasNotUsedForTheLongestTimeWhenThereAreTooMany() {
    book.settle("old/one", 0, 1, 0, NOON.minus(Duration.ofDays(50)));
    book.claim("busy/one", 1, 5, NOON);
    for (int i = 0; i < 10_000; i++) {
      book.settle("r/t" + i, 0, 1, 0, NOON);
    }

    assertThat(book.targets()).hasSize(10_000).doesNotContain("old/one").contains("busy/one");
  }

  @Test
  void shouldNeverGiveMoreThanTheQuotaHoweverManyAskAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      workers.add(this::takeWhatThereIs);
    }
    int taken = 0;

    try {
      for (Future<Integer> each : threads.invokeAll(workers)) {
        taken += each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(taken).isEqualTo(1000);
    assertThat(book.days(SES)).containsEntry(TODAY, new Spent(1000, 1000));
    assertThat(book.open(SES)).isZero();
  }

  private int takeWhatThereIs() {
    int taken = 0;
    while (book.claim(SES, 1, 1000, NOON)) {
      book.settle(SES, 1, 1, 1, NOON);
      taken++;
    }
    return taken;
  }

  @Test
  void shouldHoldForEveryCourseOfClaims() {
    Chance.rounds(
        50,
        random -> {
          var any = new SpendBook();
          long quota = 1 + random.nextInt(50);
          Instant now = NOON;
          long taken = 0;
          LocalDate day = SpendBook.dayOf(now);
          for (int i = 0; i < 300; i++) {
            int wished = 1 + random.nextInt(8);
            if (any.claim(SES, wished, quota, now)) {
              int got = random.nextInt(wished + 1);
              any.settle(SES, wished, got, 3, now);
              taken += got;
            }
            assertThat(taken).isLessThanOrEqualTo(Math.max(quota, 8));
            assertThat(any.days(SES).getOrDefault(day, Spent.NOTHING))
                .isEqualTo(new Spent(taken, 3 * taken));
            if (random.nextInt(40) == 0) {
              now = now.plus(Duration.ofDays(1));
              day = SpendBook.dayOf(now);
              taken = 0;
            }
          }
        });
  }
}
