package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.MailOwner;

/** Mail that was told a far time goes on soon where its limits become looser. */
class CallsTest {
  private static final Logger LOG = System.getLogger(CallsTest.class.getName());
  private static final MailOwner GREAT = new MailOwner("great", "news", "");
  private static final Duration A_MILLISECOND = Duration.ofMillis(1);
  private static final Duration A_MOMENT = Duration.ofMillis(50);
  private static final Duration BEFORE = Duration.ofMinutes(5);

  @ParameterizedTest
  @CsvSource({"per-minute=60", "per-hour=600", "'connections=1'"})
  void shouldSendAllWithinAMinuteWhenALimitIsTakenAway(String limits) {
    var attempt = limits.startsWith("connections=") ? Duration.ofSeconds(3) : A_MOMENT;
    var lane = new LaneSimulation(limits, attempt, A_MILLISECOND);
    lane.handIn(GREAT, 5_000, Duration.ZERO, A_MILLISECOND).play(BEFORE);
    int before = lane.of(GREAT).gone;

    lane.limits("recipients-per-transaction=50").play(Duration.ofMinutes(60));

    tell(lane, limits, before);
    assertThat(before).isLessThan(1_000);
    assertThat(lane.of(GREAT).gone).isEqualTo(5_000);
    Duration most = attempt.multipliedBy(5_000).dividedBy(32).plusSeconds(60);
    assertThat(lane.time(GREAT)).isLessThan(BEFORE.plus(most));
    assertThat((double) lane.of(GREAT).moves / 5_000).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"per-minute=60, per-minute=600, 600", "per-minute=60, per-minute=120, 120"})
  void shouldKeepToTheHigherPaceFromSoonOnAndNotExceedIt(String from, String to, int aMinute) {
    var lane = new LaneSimulation(from, A_MOMENT, A_MILLISECOND);
    lane.handIn(GREAT, 5_000, Duration.ZERO, A_MILLISECOND).play(BEFORE);
    int before = lane.of(GREAT).gone;

    lane.limits(to).play(Duration.ofMinutes(60));

    tell(lane, from + " to " + to, before);
    assertThat(lane.of(GREAT).gone).isEqualTo(5_000);
    Duration rest = Duration.ofMinutes(1).multipliedBy(5_000 - before).dividedBy(aMinute);
    assertThat(lane.time(GREAT)).isLessThan(BEFORE.plus(rest.multipliedBy(115).dividedBy(100)));
    assertThat(lane.of(GREAT).mostInAMinute()).isLessThanOrEqualTo((int) (aMinute * 1.1) + 1);
    assertThat((double) lane.of(GREAT).moves / 5_000).isLessThanOrEqualTo(4);
  }

  @Test
  void shouldCallNobodyWhereALimitBecomesLower() {
    var lane = new LaneSimulation("per-minute=60", A_MOMENT, A_MILLISECOND);
    lane.handIn(GREAT, 1_000, Duration.ZERO, A_MILLISECOND).play(BEFORE);

    lane.limits("per-minute=40").play(Duration.ofMinutes(10));

    assertThat(lane.calls()).isZero();
  }

  private static void tell(LaneSimulation lane, String limits, int before) {
    LOG.log(
        Logger.Level.INFO,
        "%s: %d gone before, the rest by %s, %d calls, %.1f moves each"
            .formatted(
                limits,
                before,
                lane.time(GREAT),
                lane.calls(),
                (double) lane.of(GREAT).moves / lane.of(GREAT).gone));
  }
}
