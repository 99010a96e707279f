package relay.ejb.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.journal.EventJson;
import relay.domain.journal.RecordedEvent;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageRow;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

class JournalFollowerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  @TempDir Path folder;
  private JournalFolder journalFolder;
  private JournalFiles journal;
  private Database database;

  @BeforeEach
  void open() {
    journalFolder = new JournalFolder(folder.resolve("journal"));
    var settings =
        RelayConfiguration.of(
            java.util.Map.of("journal.file-size-max", "64KB"), java.util.Map.of());
    journal =
        new JournalFiles(journalFolder, settings.journal(), () -> NOW, new Random(1), List.of());
    database = new Database(H2MessageViewTest.settings(""), folder);
  }

  @AfterEach
  void close() {
    database.close();
    journal.close();
  }

  @Test
  void shouldBringEveryMailOfTheJournalIntoTheView() {
    IntStream.rangeClosed(1, 300).forEach(this::happen);

    followToTheEnd(follower(10));

    assertThat(rows()).isEqualTo(300);
  }

  @Test
  void shouldGoOnWhereTheRowsEndAfterACrashBetweenBatches() {
    IntStream.rangeClosed(1, 50).forEach(this::happen);
    var first = follower(20);
    first.follow();
    first.follow();
    long before = rows();
    database.close();

    database = new Database(H2MessageViewTest.settings(""), folder);
    IntStream.rangeClosed(51, 60).forEach(this::happen);
    followToTheEnd(follower(20));

    assertThat(before).isBetween(1L, 49L);
    assertThat(rows()).isEqualTo(60);
    assertThat(new DatabaseMessageView(database).find(MessageQuery.ALL).messages())
        .allSatisfy(this::hasEachEventOnce);
  }

  @Test
  void shouldWaitForADatabaseThatIsGoneAndCatchUpWhenItIsBack() throws IOException {
    Path blocked = Files.writeString(folder.resolve("database"), "a file where a folder must be");
    IntStream.rangeClosed(1, 10).forEach(this::happen);
    var follower = follower(100);

    Duration first = follower.follow();
    Duration second = follower.follow();

    assertThat(follower.trouble()).isPresent();
    assertThat(follower.written()).isEmpty();
    assertThat(first).isLessThanOrEqualTo(second);
    assertThat(second).isLessThanOrEqualTo(Duration.ofMillis(200));
    Files.delete(blocked);
    followToTheEnd(follower);
    assertThat(follower.trouble()).isEmpty();
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void shouldReadTheJournalAgainWhenTheDatabaseWasDropped() throws IOException {
    IntStream.rangeClosed(1, 10).forEach(this::happen);
    followToTheEnd(follower(100));
    database.close();
    try (var files = Files.list(folder.resolve("database"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    database = new Database(H2MessageViewTest.settings(""), folder);
    followToTheEnd(follower(100));

    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void shouldNameTheLagUntilItHasReadEverything() {
    IntStream.rangeClosed(1, 50).forEach(this::happen);
    var follower = follower(10);

    follower.follow();
    Duration behind = follower.lag();
    followToTheEnd(follower);

    assertThat(behind).isGreaterThan(Duration.ofHours(11));
    assertThat(follower.lag()).isZero();
  }

  @Test
  void shouldLeaveRoomForMailWhileItGoesOnAndCatchUpAtOnceWhenItRests() {
    IntStream.rangeClosed(1, 50).forEach(this::happen);
    var follower = follower(10, NOW, Duration.ofMillis(30));

    Duration first = follower.follow();
    happen(51);
    Duration whileMailGoesOn = follower.follow();
    Duration atRest = follower.follow();

    assertThat(first).isPositive();
    assertThat(whileMailGoesOn).isPositive();
    assertThat(atRest).isZero();
    followToTheEnd(follower);
    assertThat(rows()).isEqualTo(51);
  }

  private JournalFollower follower(int batchEvents) {
    return follower(batchEvents, NOW, Duration.ZERO);
  }

  /** Each look at the clock takes this long. */
  private JournalFollower follower(int batchEvents, Instant start, Duration look) {
    var now = new AtomicReference<>(start);
    var settings =
        new DatabaseSettings(
            "", "relay", "", 4, Duration.ofMillis(50), batchEvents, Duration.ofMillis(200), 4000);
    return new JournalFollower(
        new JournalReader(journalFolder),
        database,
        new ViewWriter(database, "node", 4000),
        settings,
        () -> now.getAndUpdate(t -> t.plus(look)));
  }

  private void happen(int number) {
    var mail = MailStory.aMail(number).received("alice@a.example", "bob@b.example");
    journal.write(mail.events());
    journal.write(mail.next().delivered("bob@b.example").events());
  }

  private static void followToTheEnd(JournalFollower follower) {
    for (int round = 0; round < 200; round++) {
      follower.follow();
      if (follower.lag().isZero() && follower.written().isPresent()) {
        return;
      }
    }
    throw new AssertionError("the follower does not come to an end: lag " + follower.lag());
  }

  private long rows() {
    return database.inTransaction(
        connection -> {
          try (var statement = connection.createStatement();
              var row = statement.executeQuery("select count(*) from message")) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private void hasEachEventOnce(MessageRow row) {
    var json = new EventJson();
    var story = new DatabaseMessageView(database).story(row.id()).orElseThrow();
    assertThat(story.events())
        .extracting(
            line -> {
              byte[] octets = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);
              return json.read(octets, 0, octets.length);
            })
        .extracting(RecordedEvent::id)
        .hasSize(3)
        .doesNotHaveDuplicates();
  }
}
