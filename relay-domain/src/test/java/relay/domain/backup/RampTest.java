package relay.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static relay.domain.queue.MailBuilder.ID;
import static relay.domain.queue.MailBuilder.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.queue.EntryId;

class RampTest {
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private final Ramp ramp = new Ramp(NOON, LENGTH, 60);

  @Test
  void shouldGiveTimesThatGrowDenserWithEachStep() {
    List<Instant> turns = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      EntryId entry = new EntryId(ID, i, 0);
      turns.add(ramp.turn(entry, entry.afterWait(), NOON).orElse(NOON));
    }

    assertThat(turns).isSorted().doesNotHaveDuplicates();
    // 60 a minute at the beginning grow to 120 within the first: about 87 in it, 173 in the next.
    assertThat(sharesOf(turns, 0, 60)).isCloseTo(87, within(3L));
    assertThat(sharesOf(turns, 60, 120)).isCloseTo(173, within(3L));
  }

  @Test
  void shouldLetAMailGoWhenItsTimeHasComeAndNotAskItAgain() {
    EntryId first = new EntryId(ID, 1, 0);
    EntryId second = new EntryId(ID, 2, 0);
    assertThat(ramp.turn(first, first.afterWait(), NOON)).isEmpty();
    Instant turn = ramp.turn(second, second.afterWait(), NOON).orElseThrow();

    assertThat(turn).isAfter(NOON);
    assertThat(ramp.turn(second.afterWait(), second.afterWait().afterWait(), turn)).isEmpty();
  }

  @Test
  void shouldNotMakeUpForALull() {
    Instant later = NOON.plusSeconds(120);
    EntryId first = new EntryId(ID, 1, 0);
    EntryId second = new EntryId(ID, 2, 0);

    assertThat(ramp.turn(first, first.afterWait(), later)).isEmpty();
    Optional<Instant> next = ramp.turn(second, second.afterWait(), later);

    assertThat(next).isPresent();
    assertThat(next.get()).isAfter(later).isBefore(later.plusSeconds(1));
  }

  @Test
  void shouldBeOverAtItsEnd() {
    EntryId entry = new EntryId(ID, 1, 0);

    assertThat(ramp.isOver(NOON.plus(LENGTH).minusMillis(1))).isFalse();
    assertThat(ramp.isOver(NOON.plus(LENGTH))).isTrue();
    assertThat(ramp.turn(entry, entry.afterWait(), NOON.plus(LENGTH))).isEmpty();
  }

  @Test
  void shouldSendToItsEndWhatFindsNoPlaceInIt() {
    Ramp steep = new Ramp(NOON, Duration.ofSeconds(10), 6);
    Instant last = NOON;
    for (int i = 0; i < 300; i++) {
      EntryId entry = new EntryId(ID, i, 0);
      last = steep.turn(entry, entry.afterWait(), NOON).orElse(NOON);
      assertThat(last).isBetween(NOON, steep.end());
    }

    assertThat(last).isEqualTo(NOON.plusSeconds(10));
  }

  private static long sharesOf(List<Instant> turns, long from, long to) {
    return turns.stream()
        .filter(t -> !t.isBefore(NOON.plusSeconds(from)) && t.isBefore(NOON.plusSeconds(to)))
        .count();
  }
}
