package relay.ejb.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.QueueId;
import relay.domain.settings.Settings;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;
import relay.ejb.journal.JournalWalk.Notes;
import relay.ejb.journal.JournalWalk.Pace;

/** The way of followers over a database that fails. */
class JournalWalkTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final DatabaseSettings SETTINGS = TestDatabases.settings("");
  @TempDir Path folder;
  private final List<Boolean> afters = new ArrayList<>();
  private Database database;
  private JournalFiles journal;
  private JournalWalk walk;
  private int failures;
  private int told;

  @BeforeEach
  void open() {
    database = new Database(SETTINGS, folder);
    assertThat(database.open()).isTrue();
    run("create table heard (mail varchar(40))");
    journal =
        new JournalFiles(
            new JournalFolder(folder.resolve("journal")),
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> NOON,
            new Random(1),
            List.of());
    walk = walk("one", Pace.AT_ONCE);
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  private JournalWalk walk(String node, Pace pace) {
    return new JournalWalk(
        "tests",
        new JournalReader(new JournalFolder(folder.resolve("journal"))),
        Set.of(EventType.DELIVERED),
        database,
        new FollowerPlace("tracking_follower", node),
        SETTINGS,
        pace);
  }

  private void run(String sql) {
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  private void happens(EventType type) {
    QueueId mail = QueueId.of(NOON.toEpochMilli(), ++told);
    journal.writeDurably(
        List.of(new MailEvent(type, NOON, Optional.of(mail), 0, 0, Optional.empty(), Map.of())));
  }

  /** Writes all that it is told, then fails as often as a test wants. */
  private Notes take(List<RecordedEvent> events) {
    return connection -> {
      for (RecordedEvent each : events) {
        hear(connection, each.event().mail().orElseThrow().chance());
      }
      if (failures > 0) {
        failures--;
        throw new SQLException("the test fails");
      }
    };
  }

  private static void hear(Connection connection, long mail) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into heard values (?)")) {
      insert.setString(1, Long.toString(mail));
      insert.executeUpdate();
    }
  }

  private Duration follow() {
    return walk.follow(this::take, afters::add);
  }

  private List<String> heard() {
    return database.inTransaction(
        connection -> {
          List<String> mails = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              var row = statement.executeQuery("select mail from heard order by mail")) {
            while (row.next()) {
              mails.add(row.getString(1));
            }
          }
          return mails;
        });
  }

  @Test
  void shouldTakeEachEventOfItsTypesOnce() {
    happens(EventType.DELIVERED);
    happens(EventType.RECEIVED);
    happens(EventType.DELIVERED);

    assertThat(follow()).isZero();
    assertThat(follow()).isEqualTo(SETTINGS.interval());

    assertThat(heard()).containsExactly("1", "3");
    assertThat(afters).containsExactly(true, false);
  }

  @Test
  void shouldStopAtItsPlaceWhenWritingFailsAndGoOnThere() {
    happens(EventType.DELIVERED);
    follow();
    var before = walk.written();
    happens(EventType.DELIVERED);
    failures = 2;

    assertThat(follow()).isEqualTo(SETTINGS.reopenDelayMax());
    assertThat(walk.knowsPlace()).isFalse();
    assertThat(walk.written()).as("nothing of it may be removed yet").isEqualTo(before);
    follow();
    assertThat(heard()).as("what failed was undone").containsExactly("1");
    happens(EventType.DELIVERED);
    follow();

    assertThat(heard()).containsExactly("1", "2", "3");
    assertThat(walk.knowsPlace()).isTrue();
    assertThat(walk.written()).isNotEqualTo(before);
  }

  @Test
  void shouldMissAndRepeatNothingInANewProcess() {
    for (int i = 0; i < 3; i++) {
      happens(EventType.DELIVERED);
      failures = i % 2;
      follow();
      walk = walk("one", Pace.AT_ONCE);
    }
    follow();

    assertThat(heard()).containsExactly("1", "2", "3");
  }

  @Test
  void shouldGoOnAfterTheDatabaseWasAway() {
    happens(EventType.DELIVERED);
    follow();
    database.close();
    happens(EventType.DELIVERED);

    follow(); // opens it again

    assertThat(heard()).containsExactly("1", "2");
  }

  @Test
  void shouldTakeAgainWhatWasDoneOutsideOfTheTransaction() {
    List<Integer> taken = new ArrayList<>();
    happens(EventType.DELIVERED);
    failures = 1;
    for (int i = 0; i < 2; i++) {
      walk.follow(
          events -> {
            taken.add(events.size());
            return take(events);
          },
          more -> {});
    }

    assertThat(taken).containsExactly(1, 1);
    assertThat(heard()).containsExactly("1");
  }

  @Test
  void shouldAskForItsPlaceAgainWhenWhatFollowsFails() {
    happens(EventType.DELIVERED);

    Duration pause =
        walk.follow(
            this::take,
            more -> {
              throw new ViewUnavailable("the test fails", null);
            });

    assertThat(pause).isEqualTo(SETTINGS.reopenDelayMax());
    assertThat(walk.knowsPlace()).isFalse();
    follow();
    assertThat(heard()).containsExactly("1");
  }

  @Test
  void shouldNotPauseWhileMoreWaitsThanOneLookTakes() {
    walk = walk("one", Pace.GATHERING);
    List<MailEvent> flood = new ArrayList<>();
    for (int i = 0; i < 2 * JournalReader.CHUNK_OCTETS / 300; i++) {
      Optional<QueueId> mail = Optional.of(QueueId.of(NOON.toEpochMilli(), ++told));
      var details = Map.<String, Object>of("text", "x".repeat(300));
      flood.add(new MailEvent(EventType.DELIVERED, NOON, mail, 0, 0, Optional.empty(), details));
    }
    journal.writeDurably(flood);

    assertThat(follow()).isEqualTo(Duration.ZERO);
    Duration pause = Duration.ZERO;
    for (int i = 0; i < 10 && pause.isZero(); i++) {
      pause = follow();
    }

    assertThat(pause).isEqualTo(SETTINGS.interval());
    while (!follow().equals(SETTINGS.interval().multipliedBy(2))) {
      assertThat(heard()).hasSizeLessThanOrEqualTo(flood.size());
    }
    assertThat(heard()).hasSize(flood.size());
  }

  @Test
  void shouldPauseWhereEventsAreToGather() {
    walk = walk("one", Pace.GATHERING);
    happens(EventType.DELIVERED);

    assertThat(follow()).isEqualTo(SETTINGS.interval());
    assertThat(follow()).isEqualTo(SETTINGS.interval().multipliedBy(2));
  }
}
