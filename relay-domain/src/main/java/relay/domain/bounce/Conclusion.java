package relay.domain.bounce;

import java.util.List;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueuedMail;

/**
 * A judgement ready to be carried out: make the events durable, queue the mails in one transaction,
 * acknowledge the entry.
 *
 * @param events empty when all of them stand in the journal already
 * @param mails what goes on waiting, and reports; their contents are readable as long as that of
 *     the judged mail is
 */
public record Conclusion(List<MailEvent> events, List<QueuedMail> mails) {
  public Conclusion {
    events = List.copyOf(events);
    mails = List.copyOf(mails);
  }
}
