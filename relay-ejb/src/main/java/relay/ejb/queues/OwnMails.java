package relay.ejb.queues;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueuedMail;

/**
 * Puts a mail that the relay itself wrote, for one recipient, into its lane, which signs it and
 * goes on with it: first its record, then the mail. Thread-safe.
 */
public final class OwnMails {
  private final Journal journal;
  private final MailQueues queues;

  public OwnMails(Journal journal, MailQueues queues) {
    this.journal = journal;
    this.queues = queues;
  }

  /**
   * Queues it; the same again, with the same id and time of acceptance, is queued once.
   *
   * @param more details of its record
   * @throws relay.domain.journal.JournalUnavailable when nothing could be written down
   * @throws relay.domain.queue.QueueUnavailable when it may or may not be queued
   */
  public void put(QueuedMail mail, String subject, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.SENDER, mail.envelope().sender().toString());
    details.put(
        EventField.RECIPIENTS, List.of(mail.envelope().recipients().get(0).address().toString()));
    details.put(EventField.SIZE, mail.content().size());
    details.put(EventField.LANE, mail.lane().label());
    OwnerFields.add(details, mail.owner());
    details.put(EventField.SUBJECT, subject);
    details.put(EventField.EXPIRES, mail.expiresAt().toString());
    details.putAll(more);
    journal.write(
        List.of(
            new MailEvent(
                EventType.RECEIVED,
                mail.acceptedAt(),
                Optional.of(mail.entry().mail()),
                0,
                0,
                Optional.empty(),
                details)));
    queues.move(List.of(mail), mail.acceptedAt());
  }
}
