package relay.domain.feedback.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every keeper of the weekly lists does. */
public interface UnknownRepliesContract {
  LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  /** Empty at the start of each test. */
  UnknownReplies replies();

  @Test
  default void shouldAddCountsToThoseThatAreThere() {
    replies().add(List.of(reply("554 no", 2, 0), reply("450 later", 1, 0)), 100);
    replies().add(List.of(reply("554 no", 3, 60)), 100);

    List<UnknownReply> all = replies().of(MONDAY, 10);

    assertThat(all).hasSize(2);
    UnknownReply first = all.get(0);
    assertThat(first.text()).isEqualTo("554 no");
    assertThat(first.count()).isEqualTo(5);
    assertThat(first.first()).isEqualTo(at(0));
    assertThat(first.last()).isEqualTo(at(60));
    assertThat(all.get(1)).isEqualTo(reply("450 later", 1, 0));
  }

  @Test
  default void shouldShowAWeekAloneTheMostFrequentFirst() {
    UnknownReply next =
        new UnknownReply(MONDAY.plusDays(7), "554 next", "google", "mx", false, 9, at(0), at(0));
    replies().add(List.of(reply("a", 1, 0), reply("b", 3, 0), reply("c", 2, 0), next), 100);

    assertThat(replies().of(MONDAY, 2)).extracting(UnknownReply::text).containsExactly("b", "c");
    assertThat(replies().of(MONDAY.plusDays(7), 10)).containsExactly(next);
    assertThat(replies().of(MONDAY.minusDays(7), 10)).isEmpty();
  }

  @Test
  default void shouldKeepSoManyKindsOfAWeekAndGoOnCountingThem() {
    replies()
        .add(
            IntStream.range(0, 8).mapToObj(n -> reply("kind " + (char) ('a' + n), 1, 0)).toList(),
            5);
    replies().add(List.of(reply("kind a", 4, 9), reply("kind z", 4, 9)), 5);

    List<UnknownReply> all = replies().of(MONDAY, 10);

    assertThat(all).hasSize(5);
    assertThat(all.get(0).text()).isEqualTo("kind a");
    assertThat(all.get(0).count()).isEqualTo(5);
  }

  static UnknownReply reply(String text, long count, int second) {
    return new UnknownReply(MONDAY, text, "", "mx.b.example", true, count, at(second), at(second));
  }

  private static Instant at(int second) {
    return MONDAY.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(second);
  }
}
