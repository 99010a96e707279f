package relay.ejb.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.feedback.review.UnknownReplies;
import relay.domain.feedback.review.UnknownRepliesContract;
import relay.domain.feedback.review.UnknownReply;
import relay.ejb.database.Database;

/** What every keeper of the weekly lists does, and how weeks go; in each database. */
interface UnknownReplyRowsContract extends UnknownRepliesContract {
  /** Open, without replies. */
  Database database();

  private DatabaseUnknownReplies rows() {
    return new DatabaseUnknownReplies(database(), () -> Duration.ofDays(7));
  }

  @Override
  default UnknownReplies replies() {
    return rows();
  }

  @Test
  default void shouldRemoveWholeWeeksThatAreLongPast() {
    Instant now = Instant.parse("2026-01-20T00:00:00Z");
    for (int week = 0; week < 3; week++) {
      rows().add(List.of(reply(week, "a"), reply(week, "b")), 100);
    }

    List<String> first = rows().old(now, "", 1);
    List<String> rest = rows().old(now, first.get(0), 10);

    assertThat(first).containsExactly("2026-01-05");
    assertThat(rest).containsExactly("2026-01-12");
    assertThat(rows().remove(List.of("2026-01-05", "2026-01-12"))).isEqualTo(4);
    assertThat(rows().old(now, "", 10)).isEmpty();
    assertThat(rows().of(MONDAY.plusDays(14), 10)).hasSize(2);
  }

  private static UnknownReply reply(int week, String text) {
    UnknownReply one = UnknownRepliesContract.reply(text, 1, 0);
    return new UnknownReply(
        MONDAY.plusDays(7L * week), text, "", "", true, 1, one.first(), one.last());
  }
}
