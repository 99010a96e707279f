package relay.domain.tenancy;

import java.time.Instant;

/**
 * What the DNS last said about the record of a key. A look that got no answer changes nothing.
 *
 * @param what it said
 * @param since when it began to say so
 */
public record KeySight(Seen what, Instant since) {

  /** What was found under the name of the record. */
  public enum Seen {
    /** No answer came yet. */
    UNKNOWN,
    /** The record, and no other. */
    OK,
    /** Nothing. */
    MISSING,
    /** Something else, or several records. */
    WRONG
  }

  public boolean isOk() {
    return what == Seen.OK;
  }

  /** The same sight as long as the DNS says the same. */
  KeySight after(Seen now, Instant at) {
    return now == what ? this : new KeySight(now, at);
  }
}
