package relay.web.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import relay.domain.mail.QueueId;
import relay.domain.reception.ClientSession;
import relay.domain.reception.document.MailDocument;
import relay.web.mail.MailDoor.Wishes;

/** A mail that somebody sends to himself to see it, through the door of all mail. */
@ApplicationScoped
public class TrialMail {
  @Inject Documents documents;
  @Inject MailDoor door;

  /** The mail that a JSON document is; throws the problem of one that is none. */
  public MailDocument read(byte[] json) {
    return documents.read(json);
  }

  /** The id of the committed mail; throws the problem of whatever was refused. */
  public QueueId submit(ClientSession client, MailDocument mail) {
    return door.submit(
        client, mail.envelope(), Wishes.of(mail, documents.nextId()), documents.compose(mail));
  }
}
