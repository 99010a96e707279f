package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void shouldKnowTheFlowWhoseLimitAMailWaitsFor() {
    assertThat(Due.because("destination_limit per-minute site:(a|b).mx.example@source", NOON))
        .isEqualTo(new Due(NOON, Optional.of("site:(a|b).mx.example@source")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "destination_busy", "send_window", "warm_up google day", "a b c"})
  void shouldWaitForTheTimeAloneForAnyOtherReason(String reason) {
    assertThat(Due.because(reason, NOON)).isEqualTo(Due.at(NOON));
  }
}
