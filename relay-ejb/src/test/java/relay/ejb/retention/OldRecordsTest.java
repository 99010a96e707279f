package relay.ejb.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.deadletter.DeadLetter;
import relay.domain.deadletter.InMemoryDeadLetters;
import relay.domain.deadletter.Letters;
import relay.domain.fault.FaultPoint;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueNames;
import relay.domain.retention.OldMail;
import relay.domain.retention.RetentionRules;
import relay.domain.retention.RetentionSettings;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.ejb.journal.Followers;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalRewrite;
import relay.ejb.sandbox.KeptMails;
import relay.ejb.view.ViewFixture;

class OldRecordsTest {
  private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private static final MailOwner OTHERS = MailOwner.of(Lane.TRANSACTIONAL);
  private static final RetentionSettings SETTINGS =
      new RetentionSettings(
          Duration.ofDays(365),
          Duration.ofDays(148),
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofHours(6),
          10);
  @TempDir Path folder;
  private final KeptMails sandbox = new KeptMails();
  private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
  private Tenancy tenancy = Tenancy.EMPTY;
  private ViewFixture view;
  private OldRecords records;

  @BeforeEach
  void open() {
    view = new ViewFixture(folder);
    var journal = new JournalFolder(folder.resolve("journal"));
    records =
        new OldRecords(
            journal,
            new JournalRewrite(journal),
            new Followers(List.of(view.follower())),
            view.finished(),
            sandbox,
            letters,
            new RetentionRules(() -> tenancy, () -> SETTINGS),
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
  void shouldRemoveWhatProducersHandedInThatNobodyLookedAtAndNoMail() {
    letters
        .with(Letters.unreadable("1", QueueNames.SUBMISSION_DEAD, QueueNames.SUBMISSION))
        .with(Letters.unreadable("2", QueueNames.EXPIRED, QueueNames.SUBMISSION))
        .with(Letters.unreadable("3", QueueNames.DEAD_LETTER, QueueNames.BULK))
        .with(Letters.letter("4", Letters.mail(1, "bob@b.example")));
    Instant inTime = Letters.NOON.plus(SETTINGS.contents());

    assertThat(records.oldContents(inTime)).isEmpty();
    List<String> old = records.oldContents(inTime.plusSeconds(1));

    assertThat(records.removeContents(old)).isEqualTo(2);
    assertThat(records.removeContents(old)).isZero();
    assertThat(letters.list(10)).extracting(DeadLetter::id).containsExactly("3", "4");
  }

  @Test
  void shouldRemoveFinishedMailsOnlyAndRepeatWithoutHarm() {
    var open = view.mail(1, false);
    var finished = view.mail(2, true);
    var young = view.mail(500_000, true);

    var found = records.finishedMails(records.oldMail(NOW).get(0), Optional.empty(), 10);

    assertThat(found).containsExactly(finished);
    assertThat(records.removeMails(List.of(open, finished))).isEqualTo(1);
    assertThat(records.removeMails(List.of(open, finished))).isZero();
    assertThat(view.ids()).containsExactlyInAnyOrder(open, young);
  }

  @Test
  void shouldGoOnAfterTheLastMailOfTheBatchBefore() {
    var first = view.mail(1, true);
    var second = view.mail(2, true);

    var old = new OldMail(NOW, Optional.empty(), Set.of());
    assertThat(records.finishedMails(old, Optional.empty(), 1)).containsExactly(first);
    assertThat(records.finishedMails(old, Optional.of(first), 1)).containsExactly(second);
    assertThat(records.finishedMails(old, Optional.of(second), 1)).isEmpty();
  }

  @Test
  void shouldFindOldMailByTheRuleOfItsStream() {
    tenancy =
        Tenancies.with(
            aStream("acme", "news").recordRetention(Duration.ofDays(10)).build(),
            aStream("acme", "receipts").recordRetention(Duration.ofDays(1000)).build());
    int aDay = 24 * 3600;
    var old = view.mail(1, OTHERS, true);
    view.mail(2, new MailOwner("acme", "receipts", ""), true);
    var oldNews = view.mail(140 * aDay, NEWS, true);
    view.mail(140 * aDay + 1, NEWS, false);
    view.mail(140 * aDay + 2, OTHERS, true);
    view.mail(140 * aDay + 3, new MailOwner("other", "news", ""), true);
    view.mail(145 * aDay, NEWS, true);

    List<List<QueueId>> found =
        records.oldMail(NOW).stream()
            .map(rule -> records.finishedMails(rule, Optional.empty(), 10))
            .toList();

    assertThat(found).containsExactly(List.of(old), List.of(oldNews), List.of());
  }

  @Test
  void shouldTakeLinesOutOfClosedFilesByTheRuleOfTheirStream() throws IOException {
    news(Duration.ofDays(10));
    String others = view.deliveredLines(2, OTHERS);
    List<String> files = filesOf(view.deliveredLines(1, NEWS) + others + "no line of ours\n");
    view.follow();

    assertThat(records.filesWithOldLines(NOW)).containsExactly(files.get(0));
    assertThat(records.removeLines(files, NOW)).isEqualTo(3);

    Path file = folder.resolve("journal").resolve(files.get(0));
    assertThat(file).hasContent(others + "no line of ours\n");
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(OLD.plusSeconds(1));
    assertThat(view.ids()).hasSize(2);
  }

  @Test
  void shouldNotReadAFileTwiceForTheSameStream() throws IOException {
    news(Duration.ofDays(10));
    List<String> files = filesOf(view.deliveredLines(1, NEWS));
    view.follow();
    records.removeLines(files, NOW);

    assertThat(records.filesWithOldLines(NOW)).isEmpty();

    tenancy =
        Tenancies.with(
            aStream("acme", "news").recordRetention(Duration.ofDays(10)).build(),
            aStream("acme", "receipts").recordRetention(Duration.ofDays(10)).build());
    assertThat(records.filesWithOldLines(NOW)).containsExactly(files.get(0));
    assertThat(records.removeJournalFiles(files)).isEqualTo(1);
    try (var left = Files.list(folder.resolve("journal"))) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void shouldKeepTheLinesOfOpenMailUntilItHasEnded() throws IOException {
    news(Duration.ofDays(10));
    String open = view.deliveredLines(1, NEWS).lines().findFirst().orElseThrow() + "\n";
    List<String> files = filesOf(open + view.deliveredLines(2, NEWS));
    view.follow();

    assertThat(records.removeLines(files, NOW)).isEqualTo(3);

    assertThat(folder.resolve("journal").resolve(files.get(0))).hasContent(open);
    assertThat(records.filesWithOldLines(NOW)).containsExactly(files.get(0));
  }

  @Test
  void shouldAskTheViewWhoseLinesAre() throws IOException {
    news(Duration.ofDays(10));
    String later = view.deliveredLines(1, NEWS).lines().skip(1).findFirst().orElseThrow() + "\n";
    String unknown = view.deliveredLines(9, NEWS).lines().skip(1).findFirst().orElseThrow() + "\n";
    List<String> files = filesOf(later + unknown);
    view.mail(1, NEWS, true);
    view.follow();

    assertThat(records.removeLines(files, NOW)).isEqualTo(1);
    assertThat(folder.resolve("journal").resolve(files.get(0))).hasContent(unknown);
  }

  @Test
  void shouldLeaveYoungFilesAndThoseNotInTheViewAsTheyAre() throws IOException {
    news(Duration.ofDays(10));
    List<String> files = filesOf(view.deliveredLines(1, NEWS));

    assertThat(records.removeLines(files, NOW)).isZero();
    view.follow();
    assertThat(records.removeLines(files, OLD.plusSeconds(60))).isZero();
    assertThat(records.filesWithOldLines(OLD.plusSeconds(60))).isEmpty();
  }

  @Test
  void shouldRemoveContentsByTheRuleOfTheirStream() {
    tenancy = Tenancies.with(aStream("acme", "news").contentRetention(Duration.ofDays(1)).build());
    sandbox.keep("1", OTHERS, "eve@e.example", NOW.minus(Duration.ofDays(31)));
    sandbox.keep("2", OTHERS, "eve@e.example", NOW.minus(Duration.ofDays(29)));
    sandbox.keep("3", NEWS, "eve@e.example", NOW.minus(Duration.ofDays(2)));
    sandbox.keep("4", NEWS, "eve@e.example", NOW.minus(Duration.ofHours(2)));

    List<String> old = records.oldContents(NOW);

    assertThat(old).containsExactlyInAnyOrder("1", "3");
    assertThat(records.removeContents(old)).isEqualTo(2);
    assertThat(records.removeContents(old)).isZero();
    assertThat(records.oldContents(NOW)).isEmpty();
  }

  private void news(Duration retention) {
    tenancy = Tenancies.with(aStream("acme", "news").recordRetention(retention).build());
  }

  /** The first of four files has these lines. */
  private List<String> filesOf(String lines) throws IOException {
    List<String> files = journalFiles(4);
    Path first = folder.resolve("journal").resolve(files.get(0));
    Files.writeString(first, lines);
    Files.setLastModifiedTime(first, FileTime.from(OLD.plusSeconds(1)));
    for (String later : files.subList(1, 4)) {
      Files.writeString(folder.resolve("journal").resolve(later), "");
    }
    return files;
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
