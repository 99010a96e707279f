package relay.ejb.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.feedback.review.InMemoryUnknownReplies;
import relay.domain.feedback.review.UnknownReplies;
import relay.domain.feedback.review.UnknownReply;
import relay.domain.feedback.review.UnknownReplyCount;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.view.ViewUnavailable;

class UnknownReplyKeepingTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
  private final UnknownReplyCount counts = new UnknownReplyCount();
  private final InMemoryUnknownReplies replies = new InMemoryUnknownReplies();
  private boolean away;

  private final UnknownReplyKeeping keeping =
      new UnknownReplyKeeping(counts, new Interrupted(), () -> 100);

  @Test
  void shouldMoveCountsToTheList() {
    hear();
    keeping.round();
    hear();
    hear();
    keeping.round();
    keeping.round();

    assertThat(replies.of(MONDAY, 10)).extracting(UnknownReply::count).containsExactly(3L);
  }

  @Test
  void shouldKeepCountsInMemoryWhileTheDatabaseIsAway() {
    away = true;
    hear();
    keeping.round();
    hear();
    keeping.round();
    away = false;
    keeping.round();

    assertThat(replies.of(MONDAY, 10)).extracting(UnknownReply::count).containsExactly(2L);
  }

  private void hear() {
    counts.written(
        List.of(
            new MailEvent(
                EventType.BOUNCED,
                Instant.parse("2026-01-07T12:00:00Z"),
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                Map.of(EventField.REPLY, "554 no", EventField.REASON, "unknown"))));
  }

  /** The list of a database that may be away. */
  private final class Interrupted implements UnknownReplies {
    @Override
    public void add(List<UnknownReply> some, int kindsMax) {
      if (away) {
        throw new ViewUnavailable("the test took it away", null);
      }
      replies.add(some, kindsMax);
    }

    @Override
    public List<UnknownReply> of(LocalDate monday, int limit) {
      return replies.of(monday, limit);
    }
  }
}
