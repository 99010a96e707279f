package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

/** A wait of any length, walked from room to room. */
class EveryWaitTest {
  @Test
  void shouldEndInTimeAfterFewStays() {
    Chance.rounds(
        2000,
        random -> {
          Duration wait = Duration.ofMillis(1 + random.nextLong(Duration.ofDays(3).toMillis()));
          Instant due = NOON.plus(wait);
          Instant latest = WaitingRooms.latest(NOON, due);

          Instant now = NOON;
          int stays = 0;
          while (now.isBefore(due)) {
            WaitingRooms.Stay stay = WaitingRooms.next(now, due, latest);
            assertThat(WaitingRooms.delaysSeconds()).contains((int) stay.delay().toSeconds());
            assertThat(stay.leavesAt()).isEqualTo(now.plus(stay.delay()));
            now = stay.leavesAt();
            stays++;
          }

          assertThat(now).isBetween(due, latest);
          assertThat(stays).isLessThanOrEqualTo(10 + (int) (wait.toHours() / 4));
        });
  }

  @Test
  void shouldBeLateByATenthOrASecondAtMost() {
    assertThat(WaitingRooms.latest(NOON, NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(3));
    assertThat(WaitingRooms.latest(NOON, NOON.plusSeconds(100))).isEqualTo(NOON.plusSeconds(110));
  }
}
