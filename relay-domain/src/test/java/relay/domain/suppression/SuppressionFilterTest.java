package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuppressionFilterTest {

  @Test
  void shouldNotBeNarrowWhenItOnlySaysWhose() {
    assertThat(SuppressionFilter.ALL.isNarrow()).isFalse();
    assertThat(SuppressionFilter.ALL.of("acme").isNarrow()).isFalse();
    assertThat(SuppressionFilter.ALL.of("acme").of("other").tenant()).contains("other");
  }

  @Test
  void shouldMeanAllEntriesOfASubject() {
    var bob = SuppressionSubject.parse("bob@example.org");

    assertThat(SuppressionFilter.of(bob)).isEqualTo(with(1));
    assertThat(SuppressionFilter.of(bob).isNarrow()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void shouldBeNarrowWithAnyOtherCondition(SuppressionFilter filter) {
    assertThat(filter.isNarrow()).isTrue();
    assertThat(filter.of("acme").isNarrow()).isTrue();
    assertThat(filter.of("acme").tenant()).contains("acme");
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void shouldKeepItsConditionsWhenATenantIsNamed(SuppressionFilter filter) {
    SuppressionFilter of = filter.of("acme");

    assertThat(of.stream()).isEqualTo(filter.stream());
    assertThat(of.subject()).isEqualTo(filter.subject());
    assertThat(of.domain()).isEqualTo(filter.domain());
    assertThat(of.reason()).isEqualTo(filter.reason());
    assertThat(of.replyClass()).isEqualTo(filter.replyClass());
    assertThat(of.provider()).isEqualTo(filter.provider());
    assertThat(of.from()).isEqualTo(filter.from());
    assertThat(of.to()).isEqualTo(filter.to());
  }

  static Stream<SuppressionFilter> narrow() {
    return Stream.of(0, 1, 2, 3, 4, 5, 6, 7).map(SuppressionFilterTest::with);
  }

  /** With the condition of this number and no other. */
  private static SuppressionFilter with(int which) {
    return new SuppressionFilter(
        Optional.empty(),
        only(which == 0, "news"),
        only(which == 1, SuppressionSubject.parse("bob@example.org")),
        only(which == 2, "example.org"),
        only(which == 3, SuppressionReason.MANUAL),
        only(which == 4, "policy"),
        only(which == 5, "google"),
        only(which == 6, NOON),
        only(which == 7, NOON));
  }

  private static <T> Optional<T> only(boolean given, T value) {
    return given ? Optional.of(value) : Optional.empty();
  }
}
