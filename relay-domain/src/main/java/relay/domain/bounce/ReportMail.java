package relay.domain.bounce;

import relay.domain.journal.MailEvent;
import relay.domain.queue.QueuedMail;

/**
 * A report ready to be queued.
 *
 * @param received the event that begins its story
 */
public record ReportMail(QueuedMail mail, MailEvent received) {}
