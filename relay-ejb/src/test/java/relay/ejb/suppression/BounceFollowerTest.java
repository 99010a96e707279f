package relay.ejb.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.audit.Actor;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.contacts.Withdrawals;
import relay.domain.control.ControlState;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.settings.Settings;
import relay.domain.suppression.Suppression;
import relay.domain.suppression.SuppressionDesk.Listed;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionRules;
import relay.domain.suppression.SuppressionSettings;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/** From the journal to the list. */
class BounceFollowerTest {
  private static final Instant NOW = SuppressionNode.NOW;
  private static final Actor AL = new Actor("al", "192.0.2.1");
  @TempDir Path folder;
  private Database database;
  private JournalFiles journal;
  private SuppressionNode node;
  private BounceFollower follower;
  private final InMemoryContactDesk contacts = new InMemoryContactDesk().declaring(Contacts.SCHEMA);

  @BeforeEach
  void open() {
    database = new Database(TestDatabases.settings(url()), folder);
    assertThat(database.open()).isTrue();
    SuppressionNode.empty(database);
    journal =
        new JournalFiles(
            new JournalFolder(folder.resolve("journal")),
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> NOW,
            new Random(1),
            List.of());
    node = new SuppressionNode(database, folder);
    follower = follower();
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

  private BounceFollower follower() {
    var settings =
        SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()));
    return new BounceFollower(
        new JournalReader(new JournalFolder(folder.resolve("journal"))),
        database,
        new SuppressionRules(() -> settings, () -> ControlState.EMPTY),
        node.watch,
        new Withdrawals(contacts),
        "node1",
        TestDatabases.settings(url()),
        () -> NOW);
  }

  @Test
  void shouldSuppressOnlyTheRecipientWhoWasRefused() {
    bounced("bob@example.org", NOW);
    delivered("al@example.org", NOW);

    follower.follow();

    assertThat(node.memory.current().size()).isEqualTo(1);
    Suppression entry = only().suppression();
    assertThat(entry.subject()).map(Object::toString).contains("bob@example.org");
    assertThat(entry.reason()).isEqualTo(SuppressionReason.HARD_BOUNCE);
    assertThat(entry.author()).isEqualTo("relay");
    assertThat(entry.evidence().event()).hasSize(20);
    assertThat(entry.evidence().text()).isEqualTo("550 5.1.1 No such user");
    assertThat(entry.expiresAt()).contains(NOW.plus(Duration.ofDays(30)));
  }

  @Test
  void shouldEndTheConsentOfWhoUnsubscribedByMailOfAList() {
    EmailAddress bob = EmailAddress.parse("bob@example.org");
    contacts.create("acme", Contacts.fields("{\"address\":\"bob@example.org\"}"), AL);
    Map<String, Object> details =
        Map.of("tenant", "acme", "stream", "news", "source", "mail", "list", "news");
    write(EventType.UNSUBSCRIBED, bob.toString(), NOW, details);

    follower.follow();

    assertThat(contacts.of("acme", bob).orElseThrow().consents())
        .isEqualTo(Map.of("news", ConsentState.UNSUBSCRIBED));
    assertThat(only().suppression().reason()).isEqualTo(SuppressionReason.UNSUBSCRIBED);
  }

  @Test
  void shouldCountEachEventOnceOverRestarts() {
    for (int i = 0; i < 4; i++) {
      soft("bob@example.org", NOW.minus(Duration.ofDays(i)));
      follower.follow();
      follower = follower();
      follower.follow();
    }
    assertThat(node.memory.current().isEmpty()).isTrue();

    soft("bob@example.org", NOW);
    follower.follow();

    assertThat(only().suppression().reason()).isEqualTo(SuppressionReason.SOFT_BOUNCE);
  }

  @Test
  void shouldStartFromZeroAfterADelivery() {
    for (int i = 0; i < 4; i++) {
      soft("bob@example.org", NOW.minus(Duration.ofDays(i)));
    }
    delivered("bob@example.org", NOW);
    soft("bob@example.org", NOW);

    follower.follow();

    assertThat(node.memory.current().isEmpty()).isTrue();
    assertThat(histories()).isEqualTo(1);
  }

  @Test
  void shouldKeepNothingOfWhoOnlyGetsHisMail() {
    for (int i = 0; i < 100; i++) {
      delivered("user" + i + "@example.org", NOW);
    }

    follower.follow();

    assertThat(histories()).isZero();
    assertThat(follower.written()).isPresent();
  }

  @Test
  void shouldNeverShortenWhatHoldsAlready() {
    Suppression manual =
        SuppressionNode.entry(
            "bob@example.org",
            relay.domain.suppression.SuppressionScope.ofTenant("default"),
            SuppressionReason.MANUAL,
            Optional.empty());
    node.desk.put(manual, AL);
    bounced("bob@example.org", NOW);

    follower.follow();

    assertThat(only().suppression()).isEqualTo(manual);
  }

  @Test
  void shouldForgetHowOftenSomebodyWasSuppressedWhenThatIsUndone() {
    bounced("bob@example.org", NOW);
    follower.follow();
    node.desk.removeAll(SuppressionFilter.ALL.of("default"), AL);
    assertThat(histories()).isZero();
    bounced("bob@example.org", NOW);

    follower.follow();

    assertThat(only().suppression().expiresAt()).contains(NOW.plus(Duration.ofDays(30)));
  }

  @Test
  void shouldGoOnWhereItWasAfterTheDatabaseWasAway() {
    soft("bob@example.org", NOW);
    follower.follow();
    database.close();
    bounced("al@example.org", NOW);

    follower.follow(); // opens it again

    assertThat(only().suppression().subject()).map(Object::toString).contains("al@example.org");
    assertThat(histories()).isEqualTo(2);
  }

  private Listed only() {
    List<Listed> entries = node.desk.list(SuppressionFilter.ALL, Optional.empty(), 10).entries();
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  private void bounced(String recipient, Instant at) {
    write(
        EventType.BOUNCED,
        recipient,
        at,
        Map.of(
            EventField.REASON, "recipient_unknown",
            EventField.STATUS, "5.1.1",
            EventField.REPLY, "550 5.1.1 No such user"));
  }

  private void soft(String recipient, Instant at) {
    write(EventType.BOUNCED, recipient, at, Map.of(EventField.REASON, "unknown"));
  }

  private void delivered(String recipient, Instant at) {
    write(EventType.DELIVERED, recipient, at, Map.of());
  }

  private void write(EventType type, String recipient, Instant at, Map<String, Object> details) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.put(EventField.LANE, "transactional");
    journal.writeDurably(
        List.of(
            new MailEvent(
                type,
                at,
                Optional.of(QueueId.next(at, new Random(recipient.hashCode()))),
                0,
                1,
                Optional.of(EmailAddress.parse(recipient)),
                all)));
  }

  private long histories() {
    return database.inTransaction(
        connection -> {
          try (var statement = connection.createStatement();
              var row = statement.executeQuery("select count(*) from bounce_history")) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
