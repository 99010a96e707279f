package relay.ejb.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.journal.AttemptLedger.Standing;
import relay.domain.journal.EventField;
import relay.domain.journal.EventObserver;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;

class JournalFilesTest {
  private static final EmailAddress BOB = EmailAddress.parse("bob@example.org");
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path data;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<EventObserver> observers = new ArrayList<>();

  @Test
  void shouldGiveBackWhatWasWrittenInOrder() throws IOException {
    try (var journal = journal()) {
      journal.write(List.of(event(EventType.RECEIVED, 1, 0)));
      journal.writeDurably(
          List.of(event(EventType.ATTEMPTED, 1, 1), event(EventType.DELIVERED, 1, 1)));

      assertThat(types(readAll(3)))
          .containsExactly(EventType.RECEIVED, EventType.ATTEMPTED, EventType.DELIVERED);
    }
  }

  @Test
  void shouldBeReadWhileItIsWrittenFromAKeptPositionOn() throws IOException {
    try (var journal = journal()) {
      var reader = new JournalReader(new JournalFolder(data));
      journal.write(List.of(event(EventType.RECEIVED, 1, 0), event(EventType.RECEIVED, 2, 0)));

      var first = reader.read(JournalPosition.START, 1);
      var second = reader.read(first.next(), 10);
      var nothing = reader.read(second.next(), 10);
      journal.write(List.of(event(EventType.RECEIVED, 3, 0)));
      var third = reader.read(nothing.next(), 10);

      assertThat(mails(first)).containsExactly(id(1));
      assertThat(mails(second)).containsExactly(id(2));
      assertThat(nothing.events()).isEmpty();
      assertThat(mails(third)).containsExactly(id(3));
    }
  }

  @Test
  void shouldPassOverKindsThatNobodyWantsAndNeverReadThemAgain() throws IOException {
    try (var journal = journal()) {
      var reader = new JournalReader(new JournalFolder(data));
      var wanted = Set.of(EventType.DELIVERED);
      for (int i = 0; i < 1_000; i++) {
        journal.write(List.of(event(EventType.RECEIVED, i, 0)));
      }
      journal.write(List.of(event(EventType.DELIVERED, 1, 1), event(EventType.DELIVERED, 2, 1)));
      journal.write(List.of(event(EventType.RECEIVED, 3, 0)));

      var first = reader.read(JournalPosition.START, 1, wanted);
      var second = reader.read(first.next(), 10, wanted);
      var nothing = reader.read(second.next(), 10, wanted);

      assertThat(mails(first)).containsExactly(id(1));
      assertThat(mails(second)).containsExactly(id(2));
      assertThat(nothing.events()).isEmpty();
      assertThat(nothing.next()).isEqualTo(reader.end());
    }
  }

  @Test
  void shouldBeginANewFileWhenTheDayEndsAndReadAcross() throws IOException {
    try (var journal = journal()) {
      journal.write(List.of(event(EventType.RECEIVED, 1, 0)));
      now.set(START.plusSeconds(86_400));
      journal.write(List.of(event(EventType.RECEIVED, 2, 0)));

      assertThat(new JournalFolder(data).files())
          .extracting(f -> f.day().toString())
          .containsExactly("2026-01-01", "2026-01-02");
      assertThat(readAll(100)).hasSize(2);
    }
  }

  @Test
  void shouldBeginANewFileWhenOneIsFull() throws IOException {
    try (var journal = journal()) {
      for (int i = 0; i < 1_000; i++) {
        journal.write(List.of(event(EventType.RECEIVED, i, 0)));
      }

      assertThat(new JournalFolder(data).files()).hasSizeGreaterThan(1);
      assertThat(readAll(100)).hasSize(1_000).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldCarryOpenAttemptsOverToEachNewFileSoThatANewStartKnowsThem() throws IOException {
    try (var journal = journal()) {
      journal.write(List.of(event(EventType.ATTEMPTED, 7, 1)));
      for (int i = 100; i < 5_000; i++) {
        journal.write(List.of(event(EventType.DELIVERED, i, 1)));
      }
    }

    try (var again = journal()) {
      assertThat(again.ledger().of(new EntryId(id(7), 0, 0), BOB))
          .isInstanceOf(Standing.Open.class);
      assertThat(again.ledger().of(new EntryId(id(4_999), 0, 0), BOB))
          .isInstanceOf(Standing.Ended.class);
      assertThat(readAll(1_000)).hasSize(4_901);
    }
  }

  @Test
  void shouldCutALineThatACrashLeftHalfWritten() throws IOException {
    try (var journal = journal()) {
      journal.write(List.of(event(EventType.ATTEMPTED, 1, 1)));
    }
    Path newest = newest();
    Files.writeString(newest, "{\"schema_version\":1,\"eve", StandardOpenOption.APPEND);

    try (var again = journal()) {
      assertThat(again.ledger().open()).hasSize(1);
      assertThat(Files.readString(newest, StandardCharsets.UTF_8)).endsWith("}\n");
      assertThat(readAll(10)).hasSize(1);
    }
  }

  @Test
  void shouldGoOnBehindALineThatIsGarbage() throws IOException {
    try (var journal = journal()) {
      journal.write(List.of(event(EventType.RECEIVED, 1, 0)));
    }
    Files.writeString(newest(), "\u0000\u0000\n", StandardOpenOption.APPEND);

    try (var again = journal()) {
      again.write(List.of(event(EventType.RECEIVED, 2, 0)));

      assertThat(readAll(10)).hasSize(2);
    }
  }

  @Test
  void shouldReadOnWithTheOldestFileWhenAPositionWasPruned() throws IOException {
    try (var journal = journal()) {
      journal.write(List.of(event(EventType.RECEIVED, 1, 0)));
      Path pruned = newest();
      now.set(START.plusSeconds(86_400));
      journal.write(List.of(event(EventType.RECEIVED, 2, 0)));
      Files.delete(pruned);

      assertThat(readAll(10)).extracting(e -> e.event().mail().get()).containsExactly(id(2));
    }
  }

  @Test
  void shouldSyncManyWritersTogether() throws Exception {
    try (var journal = journal()) {
      var pool = Executors.newFixedThreadPool(8);
      var done = new ArrayList<java.util.concurrent.Future<?>>();
      for (int t = 0; t < 8; t++) {
        int base = t * 1_000;
        done.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    journal.writeDurably(List.of(event(EventType.DELIVERED, base + i, 1)));
                  }
                }));
      }
      for (var one : done) {
        one.get();
      }
      pool.shutdown();

      assertThat(readAll(10_000)).hasSize(1_600).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldTellObserversAfterwards() {
    List<EventType> seen = new ArrayList<>();
    observers.add(events -> events.forEach(e -> seen.add(e.type())));
    try (var journal = journal()) {
      journal.writeDurably(List.of(event(EventType.BOUNCED, 1, 1)));
    }

    assertThat(seen).containsExactly(EventType.BOUNCED);
  }

  @Test
  void shouldSayThatItCannotBeWritten() {
    var journal = journal();
    journal.close();

    assertThatThrownBy(() -> journal.write(List.of(event(EventType.RECEIVED, 1, 0))))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("disk full");
    assertThat(journal.isHealthy()).isFalse();
  }

  private JournalFiles journal() {
    return new JournalFiles(
        new JournalFolder(data),
        new JournalSettings(64 << 10, 1_000),
        now::get,
        new Random(1),
        observers);
  }

  private List<RecordedEvent> readAll(int eventsMax) throws IOException {
    var reader = new JournalReader(new JournalFolder(data));
    List<RecordedEvent> all = new ArrayList<>();
    JournalPosition position = JournalPosition.START;
    while (true) {
      var batch = reader.read(position, eventsMax);
      if (batch.events().isEmpty()) {
        return all;
      }
      all.addAll(batch.events());
      position = batch.next();
    }
  }

  private Path newest() throws IOException {
    var files = new JournalFolder(data).files();
    return data.resolve(files.get(files.size() - 1).toString());
  }

  private static List<EventType> types(List<RecordedEvent> events) {
    return events.stream().map(e -> e.event().type()).toList();
  }

  private static List<QueueId> mails(JournalBatch batch) {
    return batch.events().stream().map(e -> e.event().mail().get()).toList();
  }

  private static QueueId id(int n) {
    String digits = Integer.toString(n);
    return new QueueId("0".repeat(20 - digits.length()) + digits);
  }

  private static MailEvent event(EventType type, int mail, int attempt) {
    return new MailEvent(
        type,
        START,
        Optional.of(id(mail)),
        0,
        attempt,
        attempt == 0 ? Optional.empty() : Optional.of(BOB),
        Map.of(EventField.HOP, "example.org"));
  }
}
