package relay.domain.queue;

import relay.domain.mail.QueueId;

/**
 * One queued copy at one point of its life: mail, part (0 before the split by next hop), how many
 * attempts it has behind it, and how often since then it went back to wait without an attempt (no
 * connection was free, it was held). No two queue entries that are meant to exist share an id,
 * which makes every move idempotent.
 */
public record EntryId(QueueId mail, int part, int attempts, int waits) {

  public EntryId(QueueId mail, int part, int attempts) {
    this(mail, part, attempts, 0);
  }

  /** The copy that goes on after an attempt. */
  public EntryId afterAttempt() {
    return new EntryId(mail, part, attempts + 1, 0);
  }

  /** The copy that goes on after a wait without an attempt. */
  public EntryId afterWait() {
    return new EntryId(mail, part, attempts, waits + 1);
  }

  /** For duplicate detection and logs: {@code id.part.attempts.waits}. */
  @Override
  public String toString() {
    return mail + "." + part + "." + attempts + "." + waits;
  }
}
