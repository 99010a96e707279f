package relay.domain.queue;

import java.time.Instant;
import java.util.List;

/**
 * The durable queues (port). Thread-safe.
 *
 * <p>Each method returns only after the commit was seen to succeed and throws {@link
 * QueueUnavailable} otherwise; then it may or may not have happened.
 */
public interface MailQueues {

  /**
   * A new mail: into the queue of its lane, to be worked on at once, or into a waiting room when it
   * has a due time. Its id must be new, nobody looks for another of the same.
   */
  void put(QueuedMail mail);

  /**
   * What follows from an attempt: all of them in one transaction, each to its lane, or to a waiting
   * room when it has a due time. May be repeated after a crash: an entry whose id was put before
   * counts as put.
   *
   * @param decidedAt when the event that this follows from was written; the same again on a repeat,
   *     so that the repeat looks for the first in the right room
   */
  void move(List<QueuedMail> mails, Instant decidedAt);
}
