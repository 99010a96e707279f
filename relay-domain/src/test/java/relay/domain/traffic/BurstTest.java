package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.MailOwner;

/** What servers see of a rate while a long backlog waits for it, on a virtual clock. */
class BurstTest {
  private static final Logger LOG = System.getLogger(BurstTest.class.getName());
  private static final MailOwner NEWS = new MailOwner("great", "news", "");

  /** Waiting rooms give mail back late, up to a tenth of its wait, and then in heaps. */
  @ParameterizedTest
  @CsvSource({"120, 5000, 80", "600, 20000, 60", "30, 2000, 90"})
  void shouldNeverExceedALimitByMoreThanItsBurstAfterLongWaits(int limit, int mails, int minutes) {
    var lane =
        new LaneSimulation("per-minute=" + limit, Duration.ofMillis(100), Duration.ofMillis(1));
    lane.handIn(NEWS, mails, Duration.ZERO, Duration.ofMillis(1)).play(Duration.ofMinutes(minutes));

    LaneSimulation.Figures figures = lane.of(NEWS);
    int most = figures.mostInAMinute();
    double moves = (double) figures.moves / figures.gone;
    LOG.log(
        Logger.Level.INFO,
        "per-minute=%d: at most %d in a minute, %d gone, %.2f moves each"
            .formatted(limit, most, figures.gone, moves));
    assertThat(most).isLessThanOrEqualTo(limit * 11 / 10 + 1);
    assertThat(figures.gone).isGreaterThan(Math.min(mails, limit * minutes) * 85 / 100);
    assertThat(moves).isLessThan(4);
  }
}
