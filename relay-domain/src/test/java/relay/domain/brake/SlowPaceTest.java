package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail under a brake of the kind slow, on a virtual clock. */
class SlowPaceTest {
  private final SlowPace pace = new SlowPace();

  @Test
  void shouldLetTheFirstGoAtOnceAndGiveTheOthersTimesOneAfterTheOther() {
    Brake brake = aBrake(BrakeKind.SLOW).perMinute(6).build();

    assertThat(pace.wait(brake, false, 1, NOON)).isEmpty();
    Instant second = pace.wait(brake, false, 1, NOON).orElseThrow();
    Instant third = pace.wait(brake, false, 1, NOON).orElseThrow();

    assertThat(second).isBetween(NOON, NOON.plusSeconds(10));
    assertThat(third).isEqualTo(second.plusSeconds(10));
    assertThat(pace.wait(brake, true, 1, second)).isEmpty();
    assertThat(pace.wait(brake, true, 1, third)).isEmpty();
  }

  @Test
  void shouldLetWhoWaitedGoBeforeNewcomers() {
    Brake brake = aBrake(BrakeKind.SLOW).perMinute(1).build();
    pace.wait(brake, false, 1, NOON);
    Instant promised = pace.wait(brake, false, 1, NOON).orElseThrow();

    assertThat(pace.wait(brake, false, 1, promised)).isPresent();
    assertThat(pace.wait(brake, true, 1, promised)).isEmpty();
  }

  @Test
  void shouldCountRecipientsAndNotMails() {
    Brake brake = aBrake(BrakeKind.SLOW).perMinute(60).build();

    assertThat(pace.wait(brake, false, 30, NOON)).isEmpty();

    assertThat(pace.wait(brake, true, 1, NOON.plusSeconds(20))).isPresent();
    assertThat(pace.wait(brake, true, 1, NOON.plusSeconds(31))).isEmpty();
  }

  @Test
  void shouldKeepBrakesApart() {
    Brake one = aBrake(BrakeKind.SLOW).id("one").perMinute(1).build();
    Brake other = aBrake(BrakeKind.SLOW).id("other").perMinute(1).build();
    pace.wait(one, false, 1, NOON);

    assertThat(pace.wait(other, false, 1, NOON)).isEmpty();
  }

  @Test
  void shouldSendNobodyAwayForLongSoThatALiftedBrakeIsSoonNoticed() {
    Brake brake = aBrake(BrakeKind.SLOW).perMinute(1).build();

    for (int i = 0; i < 100; i++) {
      Optional<Instant> later = pace.wait(brake, false, 1, NOON);
      later.ifPresent(at -> assertThat(at).isBetween(NOON, NOON.plus(SlowPace.FURTHEST)));
    }
  }

  /** Whatever comes at once and is put off again and again: the pace holds, and is used. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 600})
  void shouldHoldThePaceWhateverComes(int perMinute) {
    Brake brake = aBrake(BrakeKind.SLOW).perMinute(perMinute).build();
    var due = new PriorityQueue<Instant>();
    int went = 0;
    for (int i = 0; i < perMinute * 5; i++) {
      Optional<Instant> later = pace.wait(brake, false, 1, NOON);
      went += later.isEmpty() ? 1 : 0;
      later.ifPresent(due::add);
    }
    Instant end = NOON.plus(Duration.ofMinutes(20));
    Instant inTime = NOON.plus(Duration.ofMinutes(3));
    int early = went;
    while (!due.isEmpty() && due.peek().isBefore(end)) {
      Instant now = due.poll();
      Optional<Instant> later = pace.wait(brake, true, 1, now);
      later.ifPresent(due::add);
      went += later.isEmpty() ? 1 : 0;
      early += later.isEmpty() && now.isBefore(inTime) ? 1 : 0;
    }

    assertThat(early).isLessThanOrEqualTo(3 * perMinute + perMinute / 12 + 1);
    assertThat(went).isEqualTo(perMinute * 5);
  }
}
