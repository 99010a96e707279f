package relay.domain.contacts.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EngagementTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldCountAClickThreeTimesAnOpen() {
    assertThat(Engagement.score(Engagement.of(BehaviourKind.OPENED, NOON), NOON))
        .isCloseTo(1, within(1e-9));
    assertThat(Engagement.score(Engagement.of(BehaviourKind.CLICKED, NOON), NOON))
        .isCloseTo(3, within(1e-9));
  }

  @Test
  void shouldHalveEachThirtyDays() {
    double kept = Engagement.kept(8, NOON);

    assertThat(Engagement.score(kept, NOON.plus(Duration.ofDays(30)))).isCloseTo(4, within(1e-9));
    assertThat(Engagement.score(kept, NOON.plus(Duration.ofDays(90)))).isCloseTo(1, within(1e-9));
  }

  @Test
  void shouldAddVisitsOfDifferentDays() {
    double kept =
        Engagement.of(BehaviourKind.CLICKED, NOON)
            + Engagement.of(BehaviourKind.OPENED, NOON.plus(Duration.ofDays(30)));

    assertThat(Engagement.score(kept, NOON.plus(Duration.ofDays(30)))).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void shouldHoldUntilTheEndOfTheCentury() {
    Instant late = Instant.parse("2099-12-31T00:00:00Z");

    assertThat(Engagement.score(1000 * Engagement.of(BehaviourKind.CLICKED, late), late))
        .isCloseTo(3000, within(1e-6));
  }
}
