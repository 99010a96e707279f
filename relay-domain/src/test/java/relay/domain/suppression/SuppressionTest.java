package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.suppression.Suppression.Evidence;

class SuppressionTest {

  @Test
  void shouldHoldUntilItsEndAndNotAtIt() {
    Suppression entry = until(Optional.of(NOON));

    assertThat(entry.holdsAt(NOON.minusNanos(1))).isTrue();
    assertThat(entry.holdsAt(NOON)).isFalse();
    assertThat(entry.holdsAt(NOON.plusSeconds(1))).isFalse();
    assertThat(until(Optional.empty()).holdsAt(Instant.MAX)).isTrue();
  }

  @Test
  void shouldCutEvidenceThatIsTooLong() {
    String whole = "x".repeat(Evidence.CHARS_MAX);

    assertThat(Evidence.note(whole).text()).isEqualTo(whole);
    assertThat(Evidence.note(whole + "y").text()).isEqualTo(whole);
  }

  @Test
  void shouldNotCutACharacterInTwo() {
    String front = "x".repeat(Evidence.CHARS_MAX - 1);

    assertThat(Evidence.note(front + "😀 and more").text()).isEqualTo(front);
    assertThat(Evidence.note(front.substring(1) + "😀 and more").text())
        .isEqualTo(front.substring(1) + "😀");
  }

  @ParameterizedTest
  @EnumSource(SuppressionReason.class)
  void shouldKnowEachReasonByItsWord(SuppressionReason reason) {
    assertThat(SuppressionReason.labelled(reason.label())).contains(reason);
    assertThat(reason.label()).matches("[a-z]+(-[a-z]+)?");
    assertThat(reason.sentence()).isNotBlank().doesNotEndWith(".");
  }

  @Test
  void shouldKnowNoOtherReasons() {
    assertThat(SuppressionReason.labelled("HARD_BOUNCE")).isEmpty();
    assertThat(SuppressionReason.labelled("hard_bounce")).isEmpty();
    assertThat(SuppressionReason.labelled("")).isEmpty();
  }

  private static Suppression until(Optional<Instant> end) {
    return new Suppression(
        Optional.of(SuppressionSubject.parse("example.org")),
        SuppressionScope.GLOBAL,
        SuppressionReason.MANUAL,
        Evidence.NONE,
        "al",
        NOON.minusSeconds(60),
        end);
  }
}
