package relay.domain.queue;

import relay.domain.mail.QueueId;

/**
 * One queued copy at one point of its life: mail, part (0 before the split by next hop), and how
 * many attempts it has behind it. No two queue entries that are meant to exist share an id, which
 * makes every move idempotent.
 */
public record EntryId(QueueId mail, int part, int attempts) {

  /** For duplicate detection and logs: {@code id.part.attempts}. */
  @Override
  public String toString() {
    return mail + "." + part + "." + attempts;
  }
}
