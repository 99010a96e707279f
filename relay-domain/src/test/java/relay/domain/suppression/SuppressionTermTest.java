package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuppressionTermTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @EnumSource(SuppressionReason.class)
  void shouldKeepEveryReasonAndNeverBeZero(SuppressionReason reason) {
    for (Optional<Instant> end :
        java.util.List.of(
            Optional.<Instant>empty(), Optional.of(NOON), Optional.of(Instant.EPOCH))) {
      int term = SuppressionTerm.of(reason, end);
      assertThat(term).isNotZero();
      assertThat(SuppressionTerm.reason(term)).isEqualTo(reason);
    }
  }

  @Test
  void shouldHoldForEverWithoutAnEnd() {
    int term = SuppressionTerm.of(SuppressionReason.COMPLAINT, Optional.empty());

    assertThat(holds(term, NOON.plus(Duration.ofDays(100_000)))).isTrue();
    assertThat(
            holds(
                SuppressionTerm.of(
                    SuppressionReason.MANUAL, Optional.of(NOON.plus(Duration.ofDays(200_000)))),
                NOON.plus(Duration.ofDays(90_000))))
        .isTrue();
  }

  @Test
  void shouldHoldUntilTheEndAndNotAMinuteAfter() {
    int term = SuppressionTerm.of(SuppressionReason.MANUAL, Optional.of(NOON.plusSeconds(1)));

    assertThat(holds(term, NOON)).isTrue();
    assertThat(holds(term, NOON.plusSeconds(60))).isFalse();
    int full = SuppressionTerm.of(SuppressionReason.MANUAL, Optional.of(NOON));
    assertThat(holds(full, NOON.minusSeconds(1))).isTrue();
    assertThat(holds(full, NOON)).isFalse();
  }

  @Test
  void shouldHaveEndedWhenTheEndIsLongAgo() {
    int term = SuppressionTerm.of(SuppressionReason.MANUAL, Optional.of(Instant.EPOCH));

    assertThat(holds(term, NOON)).isFalse();
  }

  private static boolean holds(int term, Instant now) {
    return SuppressionTerm.holds(term, now.getEpochSecond());
  }
}
