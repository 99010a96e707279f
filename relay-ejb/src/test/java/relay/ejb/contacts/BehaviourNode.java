package relay.ejb.contacts;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.Segment;
import relay.domain.contacts.behaviour.Behaviour.Activity;
import relay.domain.control.ControlJson;
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

/** A node with a journal, whose events become the behaviour of contacts at {@code a.example}. */
final class BehaviourNode {
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private static final QueueId MAIL = QueueId.of(ContactNode.NOON.toEpochMilli(), 7);
  final ContactNode contacts;
  private final Database database;
  private final JournalFolder folder;
  private final JournalFiles journal;
  private BehaviourFollower follower;

  BehaviourNode(Database database, Path folder) {
    this.database = database;
    this.contacts = new ContactNode(database);
    this.folder = new JournalFolder(folder.resolve("journal"));
    this.journal =
        new JournalFiles(
            this.folder,
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> contacts.now,
            new Random(1),
            List.of());
    restart();
  }

  void restart() {
    follower =
        new BehaviourFollower(
            new JournalReader(folder),
            database,
            "node1",
            TestDatabases.settings(""),
            () -> Duration.ofDays(400),
            () -> contacts.now);
  }

  void write(MailEvent... events) {
    journal.write(List.of(events));
  }

  void follow() {
    follower.follow();
  }

  MailEvent mail(EventType type, String name, int days) {
    return new MailEvent(
        type,
        at(days),
        Optional.of(MAIL),
        0,
        1,
        Optional.of(address(name)),
        Map.of(EventField.LANE, "bulk", EventField.TENANT, "acme", EventField.STREAM, "news"));
  }

  MailEvent opened(String name, int days, boolean isMachine) {
    return visit(name, days, "", isMachine, false);
  }

  MailEvent clicked(String name, int days, String link, boolean isMachine) {
    return visit(name, days, link, isMachine, false);
  }

  MailEvent takenBack(String name, int days, String link) {
    return visit(name, days, link, true, true);
  }

  private static MailEvent visit(
      String name, int days, String link, boolean isMachine, boolean isRevised) {
    return new VisitEvent(
            !link.isEmpty(),
            at(days),
            NEWS,
            Optional.of(new TrackedRecipient(MAIL, address(name))),
            link,
            link.isEmpty() ? 0 : 1,
            isMachine,
            isMachine ? "early" : "",
            isRevised)
        .event();
  }

  private static Instant at(int days) {
    return ContactNode.NOON.plus(Duration.ofDays(days));
  }

  private static EmailAddress address(String name) {
    return EmailAddress.parse(name + "@a.example");
  }

  DatabaseSegmentDesk segments() {
    return new DatabaseSegmentDesk(database, contacts::state, () -> contacts.now);
  }

  /** Of a condition with single quotes, by name. */
  List<String> names(String condition) {
    return names(ControlJson.read(condition.replace('\'', '"')));
  }

  List<String> names(JsonObject condition) {
    var segment = new Segment("acme", "some", 1, "", condition);
    var found = segments().ask(segment, 10);
    List<String> names =
        found.sample().stream().map(c -> c.fields().address().localPart()).sorted().toList();
    if (names.size() != found.count()) {
      throw new AssertionError(found.count() + " counted, and " + names);
    }
    return names;
  }

  /** Confirms the list news, now. */
  void confirms(String name) {
    Contact contact = contacts.desk.of(address(name)).get(0);
    var wish = Contacts.consent(Contacts.NEWS, ConsentState.CONFIRMED, ConsentSource.FORM);
    contacts.desk.consent("acme", contact.id(), Contacts.NEWS, wish, ContactNode.AL);
  }

  Activity activity(String name) {
    Contact contact = contacts.desk.of(address(name)).get(0);
    long id = Long.parseLong(contact.id());
    return database
        .inTransaction(connection -> BehaviourRows.activity(connection, List.of(id)))
        .getOrDefault(id, Activity.NONE);
  }
}
