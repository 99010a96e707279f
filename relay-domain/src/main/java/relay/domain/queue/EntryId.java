package relay.domain.queue;

import relay.domain.mail.QueueId;

/**
 * One queued copy at one point of its life: mail, part (0 before the split by next hop), how many
 * attempts it has behind it, and how often since then it went back to wait without an attempt (no
 * connection was free, it was held). No two queue entries that are meant to exist share an id,
 * which makes every move idempotent.
 */
public record EntryId(QueueId mail, int part, int attempts, int waits) {
  // Parts of a split are numbered from 1 below this; more recipients than that no mail has.
  private static final int ASIDE_FROM = 1 << 15;
  // A part of its own that a worker touches begins at 0 again after each attempt, so that no copy
  // that was set apart later from the same part is ever taken for it.
  private static final int ASIDE_WAITS = 1 << 20;

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

  /** Whether parts of it would have numbers: those of parts of parts have none. */
  public boolean canHaveParts() {
    return part < ASIDE_FROM;
  }

  /**
   * The copy that goes on after an attempt for one recipient alone, whom an operator is asked about
   * while the others go on.
   *
   * @param place of the recipient among those of this entry, 0 and up
   */
  public EntryId aside(int place) {
    return new EntryId(mail, (part << 16) + ASIDE_FROM + place, attempts + 1, ASIDE_WAITS);
  }

  /** For duplicate detection and logs: {@code id.part.attempts.waits}. */
  @Override
  public String toString() {
    return mail + "." + part + "." + attempts + "." + waits;
  }
}
