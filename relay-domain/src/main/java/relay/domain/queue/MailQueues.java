package relay.domain.queue;

import java.util.List;

/**
 * The durable queues (port). Thread-safe.
 *
 * <p>Each method returns only after the commit was seen to succeed and throws {@link
 * QueueUnavailable} otherwise. Putting an entry whose id was put before is no error and changes
 * nothing where the broker detects duplicates; the journal's ledger catches the rest.
 */
public interface MailQueues {

  /** Into the queue of its lane, to be worked on at once. */
  void put(QueuedMail mail);

  /**
   * All of them in one transaction, each to its lane, or to the waiting rooms when it has a due
   * time.
   */
  void putAll(List<QueuedMail> mails);
}
