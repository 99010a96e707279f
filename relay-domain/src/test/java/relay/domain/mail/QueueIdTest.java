package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

class QueueIdTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void shouldSortByAge() {
    Random random = new Random(1);
    QueueId earlier = QueueId.next(NOON, random);

    assertThat(QueueId.next(NOON.plusMillis(1), random)).isGreaterThan(earlier);
    assertThat(QueueId.next(Instant.parse("2400-01-01T00:00:00Z"), random)).isGreaterThan(earlier);
  }

  @Test
  void shouldDifferWithinOneMillisecond() {
    Random random = new Random(2);
    Set<QueueId> ids = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      ids.add(QueueId.next(NOON, random));
    }

    assertThat(ids).hasSize(100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1kdwpvng0r67hvccenp",
        "1kdwpvng0r67hvccenp66",
        "1KDWPVNG0R67HVCCENP6",
        "1kdwpvng0r67hvccenpi",
        "1kdwpvng0r67hvcc\r\nnp"
      })
  void shouldRefuseWhatIsNoId(String text) {
    assertThatThrownBy(() -> new QueueId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldComeBackFromItsHalves() {
    Chance.rounds(
        1000,
        random -> {
          long millis = random.nextLong() >>> 19;
          long chance = random.nextLong() >>> 9;

          QueueId id = QueueId.of(millis, chance);

          assertThat(id.millis()).isEqualTo(millis);
          assertThat(id.chance()).isEqualTo(chance);
          assertThat(QueueId.of(id.millis(), id.chance())).isEqualTo(id);
        });
  }
}
