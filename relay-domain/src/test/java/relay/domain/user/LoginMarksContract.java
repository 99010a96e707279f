package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every keeper of marks does. */
public interface LoginMarksContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** Empty at the beginning of each test. */
  LoginMarks marks();

  @Test
  default void shouldTakeEachStepOnceAndNoneBeforeIt() {
    assertThat(marks().takeStep("olga", 100)).isTrue();

    assertThat(marks().takeStep("olga", 100)).isFalse();
    assertThat(marks().takeStep("olga", 99)).isFalse();
    assertThat(marks().takeStep("olga", 101)).isTrue();
  }

  @Test
  default void shouldKeepTheStepsOfUsersApart() {
    marks().takeStep("olga", 100);

    assertThat(marks().takeStep("otto", 100)).isTrue();
  }

  @Test
  default void shouldKnowUntilWhenSessionsWereEnded() {
    marks().endSessions("olga", NOON);

    assertThat(marks().endedUntil("olga")).contains(NOON);
    assertThat(marks().endedUntil("otto")).isEmpty();
    assertThat(marks().takeStep("olga", 100)).isTrue();
  }

  @Test
  default void shouldNeverOpenAgainWhatWasEnded() {
    marks().endSessions("olga", NOON);
    marks().endSessions("olga", NOON.minusSeconds(10));
    assertThat(marks().endedUntil("olga")).contains(NOON);

    marks().endSessions("olga", NOON.plusSeconds(10));

    assertThat(marks().endedUntil("olga")).contains(NOON.plusSeconds(10));
  }
}
