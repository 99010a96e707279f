package relay.domain.consent;

import relay.domain.queue.QueuedMail;

/** Where a mail of the relay's own goes into its queue (port). Thread-safe. */
public interface ConfirmationOutlet {

  /**
   * Queues it, with its record; durable when this returns. The same again is queued once.
   *
   * @throws relay.domain.journal.JournalUnavailable when nothing could be written down
   * @throws relay.domain.queue.QueueUnavailable when it may or may not be queued
   */
  void put(QueuedMail mail, String subject);
}
