package relay.ejb.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationLedger.Story;
import relay.domain.automation.AutomationWorld;
import relay.domain.automation.MailReactions;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.settings.Settings;
import relay.domain.tracking.TrackedRecipient;
import relay.domain.tracking.VisitEvent;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/** From the journal to the entries. */
class AutomationFollowerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final EmailAddress ANN = EmailAddress.parse("ann@example.org");
  private static final String EXIT = "{\"exit\":true}";
  @TempDir Path folder;
  private final AutomationWorld world = new AutomationWorld();
  private final String ann = world.contact(ANN.toString(), "");
  private Database database;
  private JournalFiles journal;
  private AutomationFollower follower;

  @BeforeEach
  void open() {
    database = new Database(TestDatabases.settings(""), folder);
    assertThat(database.open()).isTrue();
    journal =
        new JournalFiles(
            new JournalFolder(folder.resolve("journal")),
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> NOON,
            new Random(1),
            List.of());
    follower = follower();
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  private AutomationFollower follower() {
    return new AutomationFollower(
        new JournalReader(new JournalFolder(folder.resolve("journal"))),
        database,
        new MailReactions(world.desk, world.contacts),
        world.store,
        "node1",
        TestDatabases.settings(""),
        () -> NOON);
  }

  private void delivers(long mail) {
    journal.writeDurably(
        List.of(
            new MailEvent(
                EventType.DELIVERED,
                NOON,
                Optional.of(QueueId.of(NOON.toEpochMilli(), mail)),
                0,
                1,
                Optional.of(ANN),
                Map.of(EventField.TENANT, "acme", EventField.CAMPAIGN, "spring"))));
  }

  private void clicks(long mail) {
    var who = new TrackedRecipient(QueueId.of(NOON.toEpochMilli(), mail), ANN);
    var owner = new MailOwner("acme", "news", "").inCampaign("spring");
    String link = "https://acme.example/";
    journal.writeDurably(
        List.of(
            new VisitEvent(true, NOON, owner, Optional.of(who), link, 1, false, "", false)
                .event()));
  }

  private List<Story> stories(Automation automation) {
    return world.ledger().stories(automation, ann);
  }

  @Test
  void shouldLetInWhoFollowedALinkOnceForEachMail() {
    Automation often =
        world.active(
            "clicks", EXIT, ",\"trigger\":{\"clicked\":\"spring\"},\"limits\":{\"once\":false}");
    clicks(1);
    follower.follow();
    world.settle();
    follower = follower();
    clicks(1);
    follower.follow();
    world.settle();
    assertThat(stories(often)).as("the same mail over a restart").hasSize(1);

    clicks(2);
    follower.follow();

    assertThat(stories(often)).hasSize(2);
  }

  @Test
  void shouldWatchWhoGotTheMailUntilItIsOpened() {
    Automation again =
        world.active(
            "again", AutomationWorld.SEND, ",\"trigger\":{\"not_opened\":\"spring\",\"days\":3}");
    delivers(1);
    follower.follow();
    assertThat(stories(again)).extracting(Story::state).containsExactly("watched");

    clicks(1);
    follower.follow();

    assertThat(stories(again)).extracting(Story::state).containsExactly("opened");
  }

  @Test
  void shouldMissNothingWhileTheDatabaseIsAway() {
    Automation clicks = world.active("clicks", EXIT, ",\"trigger\":{\"clicked\":\"spring\"}");
    follower.follow();
    var before = follower.written();
    clicks(1);
    world.takeDatabaseAway(true);

    assertThat(follower.follow()).isEqualTo(TestDatabases.settings("").reopenDelayMax());
    assertThat(follower.written()).isEqualTo(before);
    world.takeDatabaseAway(false);
    follower.follow();

    assertThat(stories(clicks)).hasSize(1);
    assertThat(follower.written()).isNotEqualTo(before);
  }

  @Test
  void shouldCountWhatCameBackOnceOverRestarts() {
    Automation welcome = world.active("welcome", AutomationWorld.SEND, "");
    for (int i = 0; i < 3; i++) {
      bounces(1L << 54 | 1 << 8);
      follower.follow();
      follower = follower();
      follower.follow();
    }

    var figures =
        database.inTransaction(
            connection -> FigureRows.of(connection, welcome, LocalDate.parse("2026-01-01")));
    assertThat(figures.refused()).isEqualTo(3);
    assertThat(figures.ended()).isEqualTo(3);
  }

  private void bounces(long chance) {
    journal.writeDurably(
        List.of(
            new MailEvent(
                EventType.BOUNCED,
                NOON,
                Optional.of(QueueId.of(NOON.toEpochMilli(), chance)),
                0,
                1,
                Optional.of(ANN),
                Map.of(EventField.TENANT, "acme", EventField.CAMPAIGN, "auto.welcome"))));
  }

  @Test
  void shouldSayWhoItIs() {
    assertThat(follower.name()).isEqualTo("automations");
    assertThat(follower.written()).isEmpty();
  }
}
