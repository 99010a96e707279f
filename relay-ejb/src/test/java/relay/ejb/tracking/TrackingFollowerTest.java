package relay.ejb.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.settings.Settings;
import relay.domain.tracking.TrackedRecipient;
import relay.domain.tracking.TrackingReport.By;
import relay.domain.tracking.TrackingReport.Question;
import relay.domain.tracking.TrackingReport.Row;
import relay.domain.tracking.VisitCounts.Count;
import relay.domain.tracking.VisitEvent;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/** From the journal to the figures. */
class TrackingFollowerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  private static final MailOwner SPRING = new MailOwner("acme", "news", "", "spring");
  private static final MailOwner SUMMER = new MailOwner("acme", "offers", "", "summer");
  private static final String TEA = "https://a.example/tea";
  @TempDir Path folder;
  private Instant now = NOON;
  private Duration keep = Duration.ofDays(400);
  private Database database;
  private JournalFiles journal;
  private TrackingFollower follower;

  @BeforeEach
  void open() {
    database = new Database(TestDatabases.settings(url()), folder);
    assertThat(database.open()).isTrue();
    empty(database);
    journal =
        new JournalFiles(
            new JournalFolder(folder.resolve("journal")),
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> now,
            new Random(1),
            List.of());
    follower = follower("node1");
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  /** Of the database; the built-in one for an empty text. */
  String url() {
    return "";
  }

  static void empty(Database database) {
    database.inTransaction(
        connection -> {
          delete(connection, "tracking_count");
          delete(connection, "tracking_follower");
          return null;
        });
  }

  private static void delete(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("delete from " + table);
    }
  }

  private TrackingFollower follower(String node) {
    return new TrackingFollower(
        new JournalReader(new JournalFolder(folder.resolve("journal"))),
        database,
        node,
        TestDatabases.settings(url()),
        () -> keep,
        () -> now);
  }

  private static VisitEvent visit(
      MailOwner owner, Optional<String> link, int number, boolean isMachine, boolean revised) {
    var bob =
        new TrackedRecipient(
            QueueId.of(NOON.toEpochMilli(), 7), EmailAddress.parse("bob@example.org"));
    return new VisitEvent(
        link.isPresent(),
        NOON,
        owner,
        Optional.of(bob),
        link.orElse(""),
        number,
        isMachine,
        isMachine ? "early" : "",
        revised);
  }

  private void happened(VisitEvent... visits) {
    List<MailEvent> events = new ArrayList<>();
    for (VisitEvent visit : visits) {
      events.add(visit.event());
    }
    journal.write(events);
    follower.follow();
  }

  private static VisitEvent click(MailOwner owner, boolean isMachine) {
    return visit(owner, Optional.of(TEA), 1, isMachine, false);
  }

  private static VisitEvent open(MailOwner owner, boolean isMachine) {
    return visit(owner, Optional.empty(), 0, isMachine, false);
  }

  private List<Row> rows(By by) {
    return rows(new Question("acme", by, TODAY, TODAY, Optional.empty(), Optional.empty()));
  }

  private List<Row> rows(Question question) {
    return new DatabaseTrackingReport(database).rows(question);
  }

  @Test
  void shouldTellPeopleAndMachinesByCampaignStreamLinkAndDay() {
    happened(
        click(SPRING, false),
        click(SPRING, false),
        click(SPRING, true),
        open(SPRING, true),
        open(SUMMER, false));

    assertThat(rows(By.CAMPAIGN))
        .containsExactly(
            new Row("spring", new Count(0, 1), new Count(2, 1)),
            new Row("summer", new Count(1, 0), new Count(0, 0)));
    assertThat(rows(By.STREAM)).extracting(Row::name).containsExactly("news", "offers");
    assertThat(rows(By.LINK)).containsExactly(new Row(TEA, new Count(0, 0), new Count(2, 1)));
    assertThat(rows(By.DAY))
        .containsExactly(new Row("2026-03-01", new Count(1, 1), new Count(2, 1)));
  }

  @Test
  void shouldTellTheClicksOfEachLinkByFormOfTheMail() {
    MailOwner a = SPRING.inVariant("a");
    MailOwner b = SPRING.inVariant("b");
    happened(click(a, false), click(b, false), click(b, false), click(b, true), open(a, false));
    happened(visit(b, Optional.of("https://a.example/"), 2, false, false), click(SUMMER, false));
    happened(visit(b, Optional.of(TEA), 1, true, true));

    assertThat(
            rows(
                new Question(
                    "acme",
                    By.LINK_OF_VARIANT,
                    TODAY,
                    TODAY,
                    Optional.empty(),
                    Optional.of("spring"))))
        .containsExactlyInAnyOrder(
            new Row(TEA, "a", new Count(0, 0), new Count(1, 0)),
            new Row(TEA, "b", new Count(0, 0), new Count(1, 2)),
            new Row("https://a.example/", "b", new Count(0, 0), new Count(1, 0)));
    assertThat(rows(By.VARIANT))
        .containsExactlyInAnyOrder(
            new Row("a", new Count(1, 0), new Count(1, 0)),
            new Row("b", new Count(0, 0), new Count(2, 2)),
            new Row("", new Count(0, 0), new Count(1, 0)));
    assertThat(rows(By.LINK).get(0).clicks()).as("over all").isEqualTo(new Count(3, 2));
  }

  @Test
  void shouldTakeBackWhatIsToldAgainAsAMachines() {
    happened(click(SPRING, false), click(SPRING, false));
    happened(visit(SPRING, Optional.of(TEA), 1, true, true));

    assertThat(rows(By.CAMPAIGN)).extracting(Row::clicks).containsExactly(new Count(1, 1));
  }

  @Test
  void shouldTellOfWhatIsAskedForOnly() {
    happened(click(SPRING, false), click(SUMMER, false));
    happened(click(new MailOwner("other", "news", "", "spring"), false));

    assertThat(
            rows(
                new Question(
                    "acme", By.STREAM, TODAY, TODAY, Optional.of("offers"), Optional.empty())))
        .extracting(Row::name)
        .containsExactly("offers");
    assertThat(
            rows(
                new Question(
                    "acme", By.STREAM, TODAY, TODAY, Optional.empty(), Optional.of("spring"))))
        .extracting(Row::name, r -> r.clicks().people())
        .containsExactly(tuple("news", 1L));
    LocalDate tomorrow = TODAY.plusDays(1);
    assertThat(
            rows(
                new Question(
                    "acme", By.DAY, tomorrow, tomorrow, Optional.empty(), Optional.empty())))
        .isEmpty();
    assertThat(
            rows(
                new Question(
                    "acme' or '1'='1", By.DAY, TODAY, TODAY, Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void shouldCountEachEventOnceOverRestarts() {
    for (int i = 0; i < 3; i++) {
      happened(click(SPRING, false));
      follower = follower("node1");
      follower.follow();
      follower.follow();
    }

    assertThat(rows(By.CAMPAIGN)).extracting(Row::clicks).containsExactly(new Count(3, 0));
  }

  @Test
  void shouldAddUpWhatSeveralNodesCounted() {
    happened(click(SPRING, false));
    follower("node2").follow();

    assertThat(rows(By.CAMPAIGN)).extracting(Row::clicks).containsExactly(new Count(2, 0));
  }

  @Test
  void shouldKeepNothingAboutRecipients() throws Exception {
    happened(click(SPRING, false), open(SPRING, false));

    String all =
        database.inTransaction(
            connection -> {
              var text = new StringBuilder();
              try (var statement = connection.createStatement();
                  var row = statement.executeQuery("select * from tracking_count")) {
                while (row.next()) {
                  for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(row.getString(i)).append(' ');
                  }
                }
              }
              return text.toString();
            });
    assertThat(all).contains("spring").doesNotContain("bob", "example.org");
  }

  @Test
  void shouldCountLinksBeyondTheBoundWithoutTheirNames() {
    VisitEvent[] visits = new VisitEvent[VisitRows.ROWS_MAX + 5];
    for (int i = 0; i < visits.length; i++) {
      visits[i] = visit(SPRING, Optional.of("https://a.example/u/" + i), 1, false, false);
    }
    journal.write(List.of(visits).stream().map(VisitEvent::event).toList());
    while (follower.written().isEmpty()
        || rows(By.CAMPAIGN).get(0).clicks().people() < visits.length) {
      follower.follow();
    }

    assertThat(rows(By.CAMPAIGN))
        .extracting(Row::clicks)
        .containsExactly(new Count(visits.length, 0));
    assertThat(rows(By.LINK).get(0)).isEqualTo(new Row("", new Count(0, 0), new Count(5, 0)));
  }

  @Test
  void shouldForgetFiguresThatAreTooOld() {
    happened(click(SPRING, false));
    keep = Duration.ofDays(1);
    now = NOON.plus(Duration.ofDays(1));
    follower.follow();
    assertThat(rows(By.CAMPAIGN)).hasSize(1);

    now = NOON.plus(Duration.ofDays(2));
    follower.follow();

    assertThat(rows(By.CAMPAIGN)).isEmpty();
  }

  @Test
  void shouldSayHowFarItHasRead() {
    assertThat(follower.written()).isEmpty();

    follower.follow();

    assertThat(follower.written()).isPresent();
    assertThat(follower.name()).isEqualTo("tracking");
  }
}
