package relay.ejb.view;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import relay.domain.journal.EventIds;
import relay.domain.journal.EventJson;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.privacy.PersonalStore;
import relay.domain.view.MessageFold;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageRow;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/** A message view in H2 with its follower, for tests of other packages. */
public final class ViewFixture implements AutoCloseable {
  private final Database database;
  private final JournalFollower follower;

  public ViewFixture(Path folder) {
    database = new Database(H2MessageViewTest.settings(""), folder);
    follower =
        new JournalFollower(
            new JournalReader(new JournalFolder(folder.resolve("journal"))),
            database,
            new ViewWriter(database, "node", 4000),
            H2MessageViewTest.settings(""),
            () -> Instant.parse("2026-01-01T00:00:00Z"));
    database.open();
  }

  public JournalFollower follower() {
    return follower;
  }

  public void follow() {
    for (int i = 0; i < 20; i++) {
      follower.follow();
    }
  }

  public FinishedMails finished() {
    return new FinishedMails(database);
  }

  public Database database() {
    return database;
  }

  public OpenMails openMails() {
    return new OpenMails(database);
  }

  public PersonalStore personal() {
    return new ErasedRows(database);
  }

  /** What the journal tells of mail number n at its acceptance. */
  public List<MailEvent> received(int number, String sender, String recipient) {
    return MailStory.aMail(number).received(sender, recipient).events();
  }

  /** What it tells of its delivery. */
  public List<MailEvent> delivered(int number, String recipient) {
    return MailStory.aMail(number)
        .delivered(recipient, "250 2.0.0 taken for " + recipient)
        .events();
  }

  /** Mail number n, accepted n seconds after the start of 2026. */
  public QueueId mail(int number, boolean isFinished) {
    return mail(number, MailOwner.of(Lane.TRANSACTIONAL), isFinished);
  }

  /** The same, of somebody. */
  public QueueId mail(int number, MailOwner owner, boolean isFinished) {
    var mail = MailStory.aMail(number).received("alice@a.example", "bob@b.example").ownedBy(owner);
    var fold = new MessageFold();
    (isFinished ? mail.delivered("bob@b.example") : mail).tellTo(fold);
    new ViewWriter(database, "other", 4000).write(fold.changes(), "1:1");
    return mail.id();
  }

  public List<QueueId> ids() {
    return new DatabaseMessageView(database)
        .find(MessageQuery.ALL).messages().stream().map(MessageRow::id).toList();
  }

  /** As it stands in the journal. */
  public byte[] receivedLine(int number) {
    var mail = MailStory.aMail(number).received("alice@a.example", "bob@b.example");
    return EventJson.line("0000000000000000000" + number, mail.events().get(0));
  }

  /** The lines of a delivered mail of somebody, as they stand in the journal. */
  public String deliveredLines(int number, MailOwner owner) {
    var mail =
        MailStory.aMail(number)
            .received("alice@a.example", "bob@b.example")
            .ownedBy(owner)
            .delivered("bob@b.example");
    var ids = new EventIds(new Random(number));
    var lines = new StringBuilder();
    for (MailEvent event : mail.events()) {
      String id = ids.next(event.at().toEpochMilli());
      lines.append(new String(EventJson.line(id, event), StandardCharsets.UTF_8));
    }
    return lines.toString();
  }

  @Override
  public void close() {
    database.close();
  }
}
