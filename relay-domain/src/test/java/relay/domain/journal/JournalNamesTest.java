package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Positions, file names and event ids: what decides about order and about reading twice. */
class JournalNamesTest {

  @Test
  void shouldNeverGiveAnIdThatIsNotGreaterThanTheOneBefore() {
    Chance.rounds(
        100,
        random -> {
          EventIds ids = new EventIds(random);
          long millis = 1_767_268_800_000L;
          String before = "";
          for (int i = 0; i < 200; i++) {
            // the clock stands, goes on, or steps back by up to an hour
            millis += Chance.oneOf(random, 0, 0, 1, 17, -1, -3_600_000);
            String id = ids.next(millis);

            assertThat(id).matches("[0-9a-hjkmnp-tv-z]{20}").isGreaterThan(before);
            before = id;
          }
        });
  }

  @Test
  void shouldTellTwoProcessesApart() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      ids.add(new EventIds(new Random(i)).next(1_767_268_800_000L));
    }

    assertThat(ids).hasSizeGreaterThan(195);
  }

  @ParameterizedTest
  @CsvSource({
    "0:0, 0, 0",
    "42:0, 42, 0",
    "42:9223372036854775807, 42, 9223372036854775807",
    "007:08, 7, 8"
  })
  void shouldReadAPosition(String text, long file, long offset) {
    assertThat(JournalPosition.parse(text)).isEqualTo(new JournalPosition(file, offset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "1", ":1", "1:", "1:2:3", "a:1", "1:b", "-1:0", "1:-1", " 1:2"})
  void shouldRefuseWhatIsNoPosition(String text) {
    assertThatThrownBy(() -> JournalPosition.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldOrderPositionsByAgeAndReadBackWhatTheyWrite() {
    Chance.rounds(
        300,
        random -> {
          JournalPosition a = new JournalPosition(random.nextInt(3), random.nextInt(3));
          JournalPosition b = new JournalPosition(random.nextInt(3), random.nextInt(3));

          assertThat(JournalPosition.parse(a.toString())).isEqualTo(a);
          assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
          assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
          if (a.file() < b.file()) {
            assertThat(a).isLessThan(b);
          }
          assertThat(JournalPosition.START).isLessThanOrEqualTo(a);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events-0000000042-2026-02-30.jsonl",
        "events-42-2026-01-01.jsonl",
        "events-00000000042-2026-01-01.jsonl",
        "events-0000000042-2026-1-1.jsonl",
        "events-0000000042-2026-01-01.jsonl.gz",
        "events-0000000042-2026-01-01.json",
        "Events-0000000042-2026-01-01.jsonl",
        "../events-0000000042-2026-01-01.jsonl",
        "events--000000042-2026-01-01.jsonl",
        "lock",
        ""
      })
  void shouldLeaveTheFilesOfOthersAlone(String name) {
    assertThat(JournalFileName.parse(name)).isEmpty();
  }

  @Test
  void shouldOrderFilesByNumberWhateverTheirDay() {
    List<JournalFileName> names = new ArrayList<>();
    for (long number : new long[] {10, 9, 1_000_000_000L, 0}) {
      // a clock that was put back gives a later file an earlier day
      names.add(new JournalFileName(number, LocalDate.of(2026, 1, 1).minusDays(number % 31)));
    }

    assertThat(names.stream().sorted().map(JournalFileName::number).toList())
        .containsExactly(0L, 9L, 10L, 1_000_000_000L);
    for (JournalFileName name : names) {
      assertThat(JournalFileName.parse(name.toString())).contains(name);
    }
    assertThat(names.stream().map(JournalFileName::toString).sorted().toList())
        .isEqualTo(names.stream().sorted().map(JournalFileName::toString).toList());
  }
}
