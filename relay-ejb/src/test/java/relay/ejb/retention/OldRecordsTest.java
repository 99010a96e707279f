package relay.ejb.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.fault.FaultPoint;
import relay.ejb.journal.JournalFolder;
import relay.ejb.view.ViewFixture;

class OldRecordsTest {
  private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  @TempDir Path folder;
  private ViewFixture view;
  private OldRecords records;

  @BeforeEach
  void open() {
    view = new ViewFixture(folder);
    records =
        new OldRecords(
            new JournalFolder(folder.resolve("journal")),
            view.follower(),
            view.finished(),
            FaultPoint.NONE);
  }

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void shouldNameOldFilesThatAreInTheViewAndNotAmongTheNewest() throws IOException {
    List<String> files = journalFiles(6);
    view.follow();

    assertThat(records.oldJournalFiles(NOW)).containsExactlyElementsOf(files.subList(0, 3));
    assertThat(records.oldJournalFiles(OLD)).isEmpty();
  }

  @Test
  void shouldKeepFilesThatAreNotInTheViewYet() throws IOException {
    List<String> files = journalFiles(6);

    assertThat(records.oldJournalFiles(NOW)).isEmpty();
    assertThat(records.removeJournalFiles(files)).isZero();
  }

  @Test
  void shouldRemoveWhatMayGoAndNothingElse() throws IOException {
    List<String> files = journalFiles(6);
    view.follow();

    int removed = records.removeJournalFiles(files);

    assertThat(removed).isEqualTo(3);
    assertThat(records.removeJournalFiles(files)).isZero();
    try (var left = Files.list(folder.resolve("journal"))) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void shouldRemoveFinishedMailsOnlyAndRepeatWithoutHarm() {
    var open = view.mail(1, false);
    var finished = view.mail(2, true);
    var young = view.mail(500_000, true);

    var found = records.finishedMails(NOW.minusSeconds(3600 * 24 * 148), Optional.empty(), 10);

    assertThat(found).containsExactly(finished);
    assertThat(records.removeMails(List.of(open, finished))).isEqualTo(1);
    assertThat(records.removeMails(List.of(open, finished))).isZero();
    assertThat(view.ids()).containsExactlyInAnyOrder(open, young);
  }

  @Test
  void shouldGoOnAfterTheLastMailOfTheBatchBefore() {
    var first = view.mail(1, true);
    var second = view.mail(2, true);

    assertThat(records.finishedMails(NOW, Optional.empty(), 1)).containsExactly(first);
    assertThat(records.finishedMails(NOW, Optional.of(first), 1)).containsExactly(second);
    assertThat(records.finishedMails(NOW, Optional.of(second), 1)).isEmpty();
  }

  private List<String> journalFiles(int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      Path file = folder.resolve("journal").resolve("events-000000000" + i + "-2026-01-01.jsonl");
      Files.write(file, view.receivedLine(i));
      Files.setLastModifiedTime(file, FileTime.from(OLD.plusSeconds(i)));
    }
    try (var files = Files.list(folder.resolve("journal"))) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
