package relay.batch.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.mail.QueueId;
import relay.domain.retention.OldMail;
import relay.domain.retention.Retention;
import relay.domain.retention.StreamName;

class PruneStepsTest {
  private static final StreamName ACME = new StreamName("acme", "receipts");
  private final InMemoryRetention retention = new InMemoryRetention();

  @Test
  void shouldRemoveEveryFinishedMailInBatches() {
    retention.mails(25);

    runMails(Integer.MAX_VALUE);

    assertThat(retention.mails).isEmpty();
    assertThat(retention.largestBatch).isLessThanOrEqualTo(10);
  }

  @Test
  void shouldGoOnAfterACrash() {
    retention.mails(25);

    runMails(1);
    assertThat(retention.mails).hasSize(15);
    runMails(Integer.MAX_VALUE);

    assertThat(retention.mails).isEmpty();
  }

  @Test
  void shouldRemoveAgainWhatACrashOfTheDatabaseBroughtBack() {
    retention.mails(25);
    runMails(2);
    retention.mails(25);

    runMails(Integer.MAX_VALUE);

    assertThat(retention.mails).isEmpty();
  }

  @Test
  void shouldRepeatWithoutHarmWhatWasRemovedBeforeTheCheckpointWasKept() {
    retention.mails(25);

    runMails(2);
    runMails(Integer.MAX_VALUE);

    assertThat(retention.mails).isEmpty();
  }

  @Test
  void shouldRemoveOldJournalFiles() {
    retention.files.addAll(List.of("a", "b", "c"));
    var reader = new OldJournalFiles();
    reader.retention = retention;
    reader.before = "2026-01-01T00:00:00Z";
    reader.open(null);
    List<Object> names = new ArrayList<>();
    for (Object name = reader.readItem(); name != null; name = reader.readItem()) {
      names.add(name);
    }
    var writer = new JournalFileRemoval();
    writer.retention = retention;

    writer.writeItems(names);

    assertThat(retention.files).isEmpty();
  }

  @Test
  void shouldRemoveTheMailOfEachRule() {
    retention.mails(5);
    retention.mailsOf(ACME, 25);

    runMails(Integer.MAX_VALUE);

    assertThat(retention.mails).isEmpty();
    assertThat(retention.ofAcme).isEmpty();
  }

  @Test
  void shouldTakeOldLinesOutOfEachFileThatHasSome() {
    retention.files.addAll(List.of("a", "b"));
    var reader = new FilesWithOldLines();
    reader.retention = retention;
    reader.now = "2026-01-01T00:00:00Z";
    var writer = new LineRemoval();
    writer.retention = retention;
    writer.now = reader.now;

    reader.open(null);
    for (Object name = reader.readItem(); name != null; name = reader.readItem()) {
      writer.writeItems(List.of(name));
    }

    assertThat(retention.cut).containsExactly("a 2026-01-01T00:00:00Z", "b 2026-01-01T00:00:00Z");
  }

  @Test
  void shouldRemoveOldContentsOnce() {
    retention.contents.addAll(List.of("1", "2", "3"));
    var reader = new OldContents();
    reader.retention = retention;
    reader.now = "2026-01-01T00:00:00Z";
    var writer = new ContentRemoval();
    writer.retention = retention;

    reader.open(null);
    List<Object> ids = new ArrayList<>();
    for (Object id = reader.readItem(); id != null; id = reader.readItem()) {
      ids.add(id);
    }
    writer.writeItems(ids);
    writer.writeItems(ids);

    assertThat(ids).hasSize(3);
    assertThat(retention.contents).isEmpty();
  }

  /** As the batch runtime does it, in chunks of 10. */
  private void runMails(int chunksMax) {
    var reader = new FinishedMailReader();
    reader.retention = retention;
    reader.now = "2026-01-01T00:00:00Z";
    reader.batch = "10";
    reader.open(null);
    var writer = new MailRemoval();
    writer.retention = retention;
    for (int chunk = 0; chunk < chunksMax; chunk++) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Object item = reader.readItem();
        if (item == null) {
          break;
        }
        items.add(item);
      }
      if (items.isEmpty()) {
        return;
      }
      writer.writeItems(items);
    }
  }

  private static final class InMemoryRetention implements Retention {
    private final TreeSet<QueueId> mails = new TreeSet<>();
    private final TreeSet<QueueId> ofAcme = new TreeSet<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> cut = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();
    private int largestBatch;

    void mails(int count) {
      add(mails, count);
    }

    void mailsOf(StreamName stream, int count) {
      assertThat(stream).isEqualTo(ACME);
      add(ofAcme, count);
    }

    private static void add(TreeSet<QueueId> mails, int count) {
      IntStream.range(0, count)
          .forEach(n -> mails.add(QueueId.next(Instant.EPOCH.plusSeconds(n), () -> n)));
    }

    @Override
    public List<String> oldJournalFiles(Instant before) {
      return List.copyOf(files);
    }

    @Override
    public int removeJournalFiles(List<String> names) {
      int before = files.size();
      files.removeAll(names);
      return before - files.size();
    }

    @Override
    public List<String> filesWithOldLines(Instant now) {
      return List.copyOf(files);
    }

    @Override
    public int removeLines(List<String> names, Instant now) {
      names.forEach(name -> cut.add(name + " " + now));
      return names.size();
    }

    @Override
    public List<OldMail> oldMail(Instant now) {
      return List.of(
          new OldMail(now, Optional.empty(), Set.of(ACME)),
          new OldMail(now.minusSeconds(60), Optional.of(ACME), Set.of()));
    }

    @Override
    public List<String> oldContents(Instant now) {
      return List.copyOf(contents);
    }

    @Override
    public int removeContents(List<String> ids) {
      int before = contents.size();
      contents.removeAll(ids);
      return before - contents.size();
    }

    @Override
    public List<QueueId> finishedMails(OldMail old, Optional<QueueId> after, int max) {
      return (old.of().isPresent() ? ofAcme : mails)
          .stream()
              .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
              .limit(max)
              .toList();
    }

    @Override
    public int removeMails(List<QueueId> ids) {
      largestBatch = Math.max(largestBatch, ids.size());
      int before = mails.size() + ofAcme.size();
      ids.forEach(mails::remove);
      ids.forEach(ofAcme::remove);
      return before - mails.size() - ofAcme.size();
    }
  }
}
