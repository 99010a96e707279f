package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.System.Logger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.MailOwner;

/** Tenants and streams that send to the same provider, on a virtual clock. */
class FairnessTest {
  private static final Logger LOG = System.getLogger(FairnessTest.class.getName());
  private static final MailOwner GREAT = new MailOwner("great", "news", "");
  private static final MailOwner SMALL = new MailOwner("small", "news", "");
  private static final Duration A_MILLISECOND = Duration.ofMillis(1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connections=20 | 1000 | 0 | 100000",
        "connections=4 | 3000 | 0 | 20000",
        "connections=4 | 200 | 0 | 20000",
        "per-minute=600 | 100 | 60 | 100000",
        "per-hour=7200, connections=10 | 200 | 720 | 20000",
      })
  void shouldBeDoneWithAHundredMailsInTwiceTheTimeAloneBehindAHundredThousandOfAnother(
      String limits, int attemptMillis, int burst, int others) {
    Duration attempt = Duration.ofMillis(attemptMillis);
    Duration moment = Duration.ofSeconds(20);
    // What a limit gives away at once is used up in both: it is nobody's waiting.
    var alone = new LaneSimulation(limits, attempt, A_MILLISECOND);
    alone.handIn(GREAT, burst, moment.minusSeconds(1), A_MILLISECOND.dividedBy(2));
    alone.handIn(SMALL, 100, moment, A_MILLISECOND).play(Duration.ofHours(1));
    var shared = new LaneSimulation(limits, attempt, A_MILLISECOND);
    shared.handIn(GREAT, others, Duration.ZERO, A_MILLISECOND);
    shared.handIn(SMALL, 100, moment, A_MILLISECOND).play(Duration.ofMinutes(6));

    LOG.log(
        Logger.Level.INFO,
        limits
            + ": alone "
            + alone.time(SMALL)
            + ", beside another "
            + shared.time(SMALL)
            + " of which went "
            + shared.of(GREAT).gone
            + " in 6 min");
    assertThat(shared.of(SMALL).gone).isEqualTo(100);
    assertThat(shared.time(SMALL)).isLessThanOrEqualTo(alone.time(SMALL).multipliedBy(2));
    assertThat(shared.of(GREAT).gone).isPositive();
  }

  /** Whoever comes back together with many others has its turn soon, and not behind all again. */
  @Test
  void shouldKeepConnectionsBusyThoughWaitingRoomsGiveMailBackInHeaps() {
    var lane = new LaneSimulation("connections=20", Duration.ofSeconds(1), A_MILLISECOND);
    lane.handIn(GREAT, 20_000, Duration.ZERO, A_MILLISECOND).play(Duration.ofMinutes(6));

    LOG.log(Logger.Level.INFO, "of 20 connections gone " + lane.of(GREAT).gone);
    assertThat(lane.of(GREAT).gone).isGreaterThan(5_500);
  }

  @Test
  void shouldReachAFewMailsOfOneBehindALongLaneOfAnother() {
    Duration slowly = Duration.ofMillis(10);
    var alone = new LaneSimulation("connections=100", slowly, slowly);
    alone.handIn(SMALL, 100, Duration.ofSeconds(2), A_MILLISECOND).play(Duration.ofHours(1));
    var shared = new LaneSimulation("connections=100", slowly, slowly);
    shared.handIn(GREAT, 5_000, Duration.ZERO, A_MILLISECOND);
    shared.handIn(SMALL, 100, Duration.ofSeconds(2), A_MILLISECOND).play(Duration.ofHours(1));

    assertThat(shared.time(SMALL)).isLessThanOrEqualTo(alone.time(SMALL).multipliedBy(2));
    assertThat(shared.of(GREAT).gone).isEqualTo(5_000);
    assertThat(shared.time(GREAT)).isLessThan(Duration.ofSeconds(53));
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "4, 1"})
  void shouldShareAPaceByTheWeightsOfTenantsThatWaitForHours(int great, int small) {
    var shared = new LaneSimulation("per-minute=300", Duration.ofMillis(100), A_MILLISECOND);
    shared.weight(GREAT, great, 1).weight(SMALL, small, 1);
    shared.handIn(GREAT, 12_000, Duration.ZERO, A_MILLISECOND);
    shared.handIn(SMALL, 12_000, Duration.ZERO, A_MILLISECOND).play(Duration.ofMinutes(40));

    double part = (double) shared.of(SMALL).gone / (shared.of(SMALL).gone + shared.of(GREAT).gone);
    double due = (double) small / (great + small);
    LOG.log(Logger.Level.INFO, "weights " + great + ":" + small + ", part " + part);
    assertThat(part).isCloseTo(due, within(0.15));
    assertThat(shared.of(SMALL).gone + shared.of(GREAT).gone).isGreaterThan(40 * 300 * 8 / 10);
  }
}
