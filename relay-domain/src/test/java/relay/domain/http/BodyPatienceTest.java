package relay.domain.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPatienceTest {
  private final BodyPatience patience = new BodyPatience(1000, 50);

  @Test
  void shouldWaitForAnyBodyAtFirst() {
    assertThat(patience.isOver(0, Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void shouldWaitAsLongAsItComesFastEnough() {
    assertThat(patience.isOver(11_000, Duration.ofSeconds(11))).isFalse();
    assertThat(patience.isOver(40_000_000, Duration.ofHours(11))).isFalse();
  }

  @Test
  void shouldGiveUpOnABodyThatDripsIn() {
    assertThat(patience.isOver(10_999, Duration.ofSeconds(11))).isTrue();
    assertThat(patience.isOver(0, Duration.ofMillis(10_001))).isTrue();
  }

  @Test
  void shouldWaitForEverWhereTheRateIsZero() {
    assertThat(new BodyPatience(0, 1).isOver(0, Duration.ofDays(1))).isFalse();
  }
}
