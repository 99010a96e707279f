package relay.domain.audit;

import java.time.temporal.ChronoUnit;

/**
 * One link of the chain.
 *
 * @param number 1 and up, without gaps
 * @param hash in hexadecimal, over the hash before and everything of this entry
 */
public record AuditEntry(long number, AuditEvent event, String hash) {

  /** The next link after the one with this number and hash; 0 and empty text for the first. */
  public static AuditEntry after(long number, String hash, AuditEvent event) {
    // as the database gives it back
    AuditEvent kept =
        new AuditEvent(
            event.at().truncatedTo(ChronoUnit.MILLIS),
            event.actor(),
            event.action(),
            event.tenant(),
            event.subject(),
            event.before(),
            event.after());
    return new AuditEntry(number + 1, kept, AuditHash.of(hash, number + 1, kept));
  }

  /** Whether this is the link that follows the one of this number and hash. */
  public boolean follows(long numberBefore, String hashBefore) {
    return number == numberBefore + 1 && hash.equals(AuditHash.of(hashBefore, number, event));
  }
}
