package relay.domain.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryBookTest {
  private static final String SES = "out/ses";
  private static final CanarySettings SETTINGS =
      new CanarySettings(Duration.ofDays(7), Duration.ofHours(1), Optional.empty());
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final CanaryBook book = new CanaryBook();

  @Test
  void shouldTryATargetAtOnceAndThenEachWeek() {
    assertThat(due()).containsExactly(SES);
    note(true, "250 ok");
    assertThat(due()).isEmpty();

    pass(Duration.ofDays(7).minusMillis(1));
    assertThat(due()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(due()).containsExactly(SES);
  }

  @Test
  void shouldTryAgainSoonerAfterAFailure() {
    note(false, "535 wrong password");

    pass(Duration.ofMinutes(59));
    assertThat(due()).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(due()).containsExactly(SES);
  }

  @Test
  void shouldTellOfAFailureOnceAndOfItsEnd() {
    assertThat(note(true, "250 ok")).isEmpty();
    assertThat(note(false, "535 wrong").orElseThrow().now().reply()).isEqualTo("535 wrong");
    assertThat(note(false, "535 wrong")).isEmpty();
    assertThat(note(true, "250 ok").orElseThrow().now().isGood()).isTrue();
    assertThat(note(true, "250 ok")).isEmpty();
  }

  @Test
  void shouldTellOfTheVeryFirstFailure() {
    assertThat(note(false, "421 away")).isPresent();
  }

  @Test
  void shouldKnowSinceWhenATargetFails() {
    note(true, "250 ok");
    pass(Duration.ofDays(7));
    Instant first = now;
    note(false, "421 away");
    pass(Duration.ofHours(1));
    note(false, "535 wrong");

    assertThat(book.last(SES)).contains(new CanaryResult(first, now, false, "535 wrong"));
  }

  @Test
  void shouldForgetATargetThatIsTriedNoMore() {
    note(false, "421 away");

    book.due(Set.of("other/a"), SETTINGS, now);

    assertThat(book.last(SES)).isEmpty();
    assertThat(book.lines()).isEmpty();
  }

  @Test
  void shouldRememberOverARestart() {
    note(false, "421 a\tb\r\nc");
    book.note("out/b", new CanaryResult(now, now, true, "250 ok"));

    var after = new CanaryBook();
    assertThat(after.restore(book.lines())).isZero();

    assertThat(after.lines()).isEqualTo(book.lines());
    assertThat(after.last(SES)).contains(new CanaryResult(now, now, false, "421 a b  c"));
    assertThat(after.due(Set.of(SES, "out/b"), SETTINGS, now)).isEmpty();
  }

  @Test
  void shouldPassOverLinesThatSayNothing() {
    assertThat(book.restore(List.of("", "out/ses\tx", "out/ses\tyesterday\tnow\ttrue\tok")))
        .isEqualTo(3);
    assertThat(book.last(SES)).isEmpty();
  }

  @Test
  void shouldKeepNoEndlessReply() {
    note(false, "4".repeat(5000));

    assertThat(book.last(SES).orElseThrow().reply()).hasSize(500);
  }

  private List<String> due() {
    return book.due(Set.of(SES), SETTINGS, now);
  }

  private Optional<CanaryBook.Change> note(boolean good, String reply) {
    return book.note(SES, new CanaryResult(now, now, good, reply));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
