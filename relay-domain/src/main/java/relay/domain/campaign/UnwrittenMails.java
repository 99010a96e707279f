package relay.domain.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.contacts.Contact;
import relay.domain.delivery.RetrySchedule;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Mailbox;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.EntryId;
import relay.domain.queue.Progress;
import relay.domain.queue.QueuedMail;

/** Makes what stands in a lane until a mail is written. Thread-safe. */
public final class UnwrittenMails {
  private final RetrySchedule schedule;

  public UnwrittenMails(RetrySchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * One to a contact, in its zone.
   *
   * @param data what it will be written of
   */
  public QueuedMail of(
      QueueId id,
      MailOwner owner,
      Lane lane,
      Mailbox from,
      Contact contact,
      byte[] data,
      Instant now) {
    List<Recipient> to = List.of(Recipient.of(contact.fields().address()));
    var options =
        new MailOptions(
            Optional.empty(),
            Optional.empty(),
            false,
            to.get(0).address().needsSmtpUtf8(),
            false,
            Optional.empty(),
            Optional.empty(),
            0,
            contact.fields().zone());
    var envelope = new Envelope(ReversePath.of(from.address()), to, options);
    return new QueuedMail(
        new EntryId(id, 0, 0),
        lane,
        owner,
        envelope,
        now,
        schedule.expiryOf(owner, lane, now, envelope),
        Progress.TO_BE_WRITTEN,
        Optional.empty(),
        Content.of(data));
  }
}
