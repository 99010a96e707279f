package relay.ejb.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import relay.domain.user.LoginMarks;
import relay.domain.user.LoginMarksContract;
import relay.ejb.database.Database;

/** What the marks of several nodes over one database do. */
interface DatabaseMarksContract extends LoginMarksContract {
  /** Moves only when a test moves it. */
  final class HandClock implements InstantSource {
    private volatile Instant now = NOON;

    void forward(long seconds) {
      now = now.plusSeconds(seconds);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  HandClock clock();

  Database database();

  static void empty(Database database) {
    database.inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate("delete from login_mark");
          }
        });
  }

  @Test
  default void shouldTakeACodeOnceOnAllNodesTogether() {
    LoginMarks other = new DatabaseMarks(database(), clock());

    assertThat(marks().takeStep("olga", 100)).isTrue();

    assertThat(other.takeStep("olga", 100)).isFalse();
    assertThat(other.takeStep("olga", 101)).isTrue();
    assertThat(marks().takeStep("olga", 101)).isFalse();
  }

  @Test
  default void shouldTellOtherNodesWithinTwoSecondsWhoseSessionsEnded() {
    LoginMarks other = new DatabaseMarks(database(), clock());
    assertThat(other.endedUntil("olga")).isEmpty();

    marks().endSessions("olga", NOON);

    assertThat(marks().endedUntil("olga")).contains(NOON);
    clock().forward(2);
    assertThat(other.endedUntil("olga")).contains(NOON);
  }

  @Test
  default void shouldGoByWhatThisNodeKnowsWhileTheDatabaseIsGone() {
    marks().takeStep("olga", 100);
    marks().endSessions("otto", NOON);
    LoginMarks other = new DatabaseMarks(database(), clock());
    assertThat(other.endedUntil("otto")).contains(NOON);

    database().close();
    clock().forward(2);

    assertThat(marks().takeStep("olga", 100)).isFalse();
    assertThat(marks().takeStep("olga", 101)).isTrue();
    marks().endSessions("olga", NOON);
    assertThat(marks().endedUntil("olga")).contains(NOON);
    assertThat(other.endedUntil("otto")).contains(NOON);
  }
}
