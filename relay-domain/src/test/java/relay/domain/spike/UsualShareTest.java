package relay.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is usual, day by day. */
class UsualShareTest {
  private static final Instant DAY = Instant.parse("2026-01-01T12:00:00Z");
  private final UsualShare usual = new UsualShare();

  @Test
  void shouldKnowNothingBeforeTheFirstDayIsOver() {
    day(0, 50, 1000);

    assertThat(usual.share()).isZero();
  }

  @Test
  void shouldTakeTheFirstDayAsItIs() {
    day(0, 20, 1000);
    day(1, 0, 1);

    assertThat(usual.share()).isCloseTo(0.02, within(1e-9));
  }

  @Test
  void shouldGiveEachFurtherDayAFifth() {
    day(0, 20, 1000);
    day(1, 70, 1000);
    day(2, 0, 1);

    assertThat(usual.share()).isCloseTo(0.03, within(1e-9));
  }

  @Test
  void shouldLearnNothingFromADayWithLittleMail() {
    day(0, 20, 1000);
    day(1, 30, UsualShare.DAY_MIN - 1);
    day(2, 0, 1);

    assertThat(usual.share()).isCloseTo(0.02, within(1e-9));
  }

  /** Else a spike of some days would be what is usual, and the next one none. */
  @Test
  void shouldNotTakeASpikeForUsual() {
    for (int i = 0; i < 100; i++) {
      day(i, 900, 1000);
    }

    assertThat(usual.share()).isCloseTo(0.1, within(1e-6));
  }

  @Test
  void shouldAddUpWhatComesInPiecesAndOutOfOrder() {
    for (int i = 0; i < 100; i++) {
      usual.add(DAY.plusSeconds(i % 2 == 0 ? 60 : 0), i % 50 == 0 ? 1 : 0, 1, 0.1);
    }
    day(1, 0, 1);

    assertThat(usual.share()).isCloseTo(0.02, within(1e-9));
  }

  private void day(int number, int failed, int counted) {
    usual.add(DAY.plus(Duration.ofDays(number)), failed, counted, 0.1);
  }
}
