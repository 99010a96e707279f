package relay.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

/** Counts over a window that slides. */
class CountRingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final CountRing ring = new CountRing(Duration.ofHours(1));

  @Test
  void shouldHaveNothingAtFirst() {
    assertThat(ring.counted(NOON)).isZero();
    assertThat(ring.failed(NOON)).isZero();
    assertThat(ring.window()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void shouldForgetWhatIsOlderThanTheWindow() {
    ring.add(NOON, 1, 2);
    ring.add(NOON.plus(Duration.ofMinutes(30)), 3, 4);

    assertThat(ring.failed(NOON.plus(Duration.ofMinutes(54)))).isEqualTo(4);
    assertThat(ring.failed(NOON.plus(Duration.ofMinutes(60)))).isEqualTo(3);
    assertThat(ring.counted(NOON.plus(Duration.ofMinutes(60)))).isEqualTo(4);
    assertThat(ring.counted(NOON.plus(Duration.ofMinutes(90)))).isZero();
  }

  @Test
  void shouldForgetAllAfterALongSilenceWithoutCountingThroughIt() {
    ring.add(NOON, 1, 1);

    assertThat(ring.failed(NOON.plus(Duration.ofDays(100_000)))).isZero();
    ring.add(NOON, 5, 5);
    assertThat(ring.counted(NOON.plus(Duration.ofDays(100_000)))).isZero();
  }

  @Test
  void shouldCountWhatComesALittleLateWhereItBelongs() {
    ring.add(NOON, 0, 1);
    ring.add(NOON.minus(Duration.ofMinutes(40)), 1, 1);

    assertThat(ring.failed(NOON)).isEqualTo(1);
    assertThat(ring.failed(NOON.plus(Duration.ofMinutes(25)))).isZero();
    assertThat(ring.counted(NOON.plus(Duration.ofMinutes(25)))).isEqualTo(1);
  }

  @Test
  void shouldTakeOutWhatAnotherHas() {
    var other = new CountRing(Duration.ofHours(1));
    ring.add(NOON, 5, 10);
    ring.add(NOON.plus(Duration.ofMinutes(10)), 5, 10);
    other.add(NOON, 2, 4);
    other.add(NOON.plus(Duration.ofMinutes(20)), 9, 9);

    ring.subtract(other);

    assertThat(ring.failed(NOON.plus(Duration.ofMinutes(20)))).isEqualTo(8);
    assertThat(ring.counted(NOON.plus(Duration.ofMinutes(20)))).isEqualTo(16);
  }

  @Test
  void shouldNeverGoBelowNothing() {
    var other = new CountRing(Duration.ofHours(1));
    other.add(NOON, 9, 9);

    ring.subtract(other);
    ring.add(NOON, 1, 2);
    ring.subtract(other);

    assertThat(ring.failed(NOON)).isZero();
    assertThat(ring.counted(NOON)).isZero();
  }

  @Test
  void shouldTakeNothingOutForAnotherWindow() {
    var other = new CountRing(Duration.ofHours(2));
    other.add(NOON, 9, 9);
    ring.add(NOON, 1, 2);

    ring.subtract(other);

    assertThat(ring.failed(NOON)).isEqualTo(1);
  }

  @Test
  void shouldBeginAnewWhenCleared() {
    ring.add(NOON, 1, 2);

    ring.clear();

    assertThat(ring.counted(NOON)).isZero();
  }

  /** Against a plain list of what happened. */
  @Test
  void shouldCountAsAListWould() {
    Chance.rounds(
        200,
        random -> {
          var some = new CountRing(Duration.ofHours(1));
          List<Instant> all = new ArrayList<>();
          Instant now = NOON;
          for (int i = 0; i < 100; i++) {
            now = now.plusSeconds(random.nextInt(300));
            some.add(now, 1, 2);
            all.add(now);
          }
          Instant asked = now.plusSeconds(random.nextInt(4_000));
          long part = Duration.ofMinutes(5).toSeconds();
          long first = (asked.getEpochSecond() / part - CountRing.PARTS + 1) * part;
          long expected = all.stream().filter(t -> t.getEpochSecond() >= first).count();
          assertThat(some.failed(asked)).isEqualTo(expected);
          assertThat(some.counted(asked)).isEqualTo(2 * expected);
        });
  }
}
