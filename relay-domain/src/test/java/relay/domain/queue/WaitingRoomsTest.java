package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;

class WaitingRoomsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldNeverReleaseEarlyNorMoreThanATenthLate() {
    long seed = Chance.seed();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long wait = 1 + random.nextInt(20_000_000);
      Instant due = NOW.plusMillis(wait);

      Instant released = walk(due).end;

      assertThat(released).as("seed %d wait %d ms", seed, wait).isAfterOrEqualTo(due);
      assertThat(Duration.between(due, released).toMillis())
          .as("seed %d wait %d ms", seed, wait)
          .isLessThanOrEqualTo(Math.max(1_000, wait / 10));
    }
  }

  @Test
  void shouldNeedFewMoves() {
    assertThat(walk(NOW.plusSeconds(2_000)).moves).isLessThanOrEqualTo(3);
    assertThat(walk(NOW.plusSeconds(30)).moves).isEqualTo(1);

    long moves = 0;
    for (int seconds = 1_000; seconds < 3_000; seconds++) {
      moves += walk(NOW.plusSeconds(seconds)).moves;
    }
    assertThat(moves / 2_000.0).isLessThan(3);
  }

  @Test
  void shouldWaitDaysInTheLongestRoom() {
    var stay =
        WaitingRooms.next(
            NOW,
            NOW.plus(Duration.ofDays(7)),
            WaitingRooms.latest(NOW, NOW.plus(Duration.ofDays(7))));

    assertThat(stay.delay()).isEqualTo(Duration.ofSeconds(14_400));
  }

  @Test
  void shouldHaveAsManyRoomsAsTheBrokerHasMemoryFor() {
    assertThat(WaitingRooms.delaysSeconds().size() * Lane.values().length)
        .isLessThanOrEqualTo(BrokerSettings.ROOMS_MAX);
  }

  private record Walk(Instant end, int moves) {}

  private static Walk walk(Instant due) {
    Instant latest = WaitingRooms.latest(NOW, due);
    Instant at = NOW;
    int moves = 0;
    while (at.isBefore(due)) {
      at = WaitingRooms.next(at, due, latest).leavesAt();
      moves++;
    }
    return new Walk(at, moves);
  }
}
