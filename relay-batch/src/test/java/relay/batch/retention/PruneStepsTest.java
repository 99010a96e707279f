package relay.batch.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.mail.QueueId;
import relay.domain.retention.Retention;

class PruneStepsTest {
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

  /** As the batch runtime does it, in chunks of 10. */
  private void runMails(int chunksMax) {
    var reader = new FinishedMailReader();
    reader.retention = retention;
    reader.before = "2026-01-01T00:00:00Z";
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
    private final List<String> files = new ArrayList<>();
    private int largestBatch;

    void mails(int count) {
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
    public List<QueueId> finishedMails(Instant before, Optional<QueueId> after, int max) {
      return mails.stream()
          .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
          .limit(max)
          .toList();
    }

    @Override
    public int removeMails(List<QueueId> ids) {
      largestBatch = Math.max(largestBatch, ids.size());
      int before = mails.size();
      ids.forEach(mails::remove);
      return before - mails.size();
    }
  }
}
