package relay.domain.contacts.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.contacts.behaviour.Behaviour.Activity;
import relay.domain.tenancy.Sunset;

class ActivityTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Sunset RULE = new Sunset(90, 10);

  private static Optional<Instant> ago(Integer days) {
    return Optional.ofNullable(days).map(d -> NOON.minus(Duration.ofDays(d)));
  }

  @ParameterizedTest
  @CsvSource({
    // last visit, first mail, mails since, inactive
    ", 91, 10, true",
    ", 91, 9, false",
    ", 89, 50, false",
    "91, 400, 10, true",
    "89, 400, 50, false",
    "91, 400, 9, false",
    ", , 50, false"
  })
  void shouldBeInactiveAfterBothTimeAndMails(
      Integer last, Integer first, int mails, boolean inactive) {
    assertThat(new Activity(ago(last), ago(first), mails).isInactive(RULE, NOON))
        .isEqualTo(inactive);
  }

  @Test
  void shouldNotTakeForInactiveOfWhomNothingIsKnown() {
    assertThat(Activity.NONE.isInactive(new Sunset(1, 1), NOON)).isFalse();
  }
}
