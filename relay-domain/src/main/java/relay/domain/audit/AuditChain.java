package relay.domain.audit;

import java.util.Optional;

/**
 * Checks a chain link by link, oldest first. What was once known of its end must be in it: without
 * that, cutting off the newest entries would go unseen. One thread.
 */
public final class AuditChain {
  private final long knownNumber;
  private final String knownHash;
  private long number;
  private String hash = "";
  private Optional<AuditVerdict.Broken> broken = Optional.empty();

  /** Knows nothing of the end beforehand. */
  public AuditChain() {
    this(0, "");
  }

  /** The link that is known to have been written, by a memory apart from the chain. */
  public AuditChain(long knownNumber, String knownHash) {
    this.knownNumber = knownNumber;
    this.knownHash = knownHash;
  }

  /** Takes the next link; false once the chain is broken. */
  public boolean add(AuditEntry entry) {
    if (broken.isPresent()) {
      return false;
    }
    if (entry.number() != number + 1) {
      broken = found(number + 1, "is missing");
    } else if (!entry.follows(number, hash)) {
      broken = found(entry.number(), "was changed, or the one before it was");
    } else if (entry.number() == knownNumber && !entry.hash().equals(knownHash)) {
      broken = found(entry.number(), "is another one than was written; the chain was made anew");
    }
    number = entry.number();
    hash = entry.hash();
    return broken.isEmpty();
  }

  /**
   * Ends it.
   *
   * @param lastNumber of the newest link as the head of the chain says
   * @param lastHash of the same
   */
  public AuditVerdict end(long lastNumber, String lastHash) {
    if (broken.isPresent()) {
      return broken.get();
    }
    if (number < lastNumber || number < knownNumber) {
      return new AuditVerdict.Broken(number + 1, "is missing, and what came after it");
    }
    if (number > lastNumber || !hash.equals(lastHash)) {
      return new AuditVerdict.Broken(
          Math.max(1, lastNumber), "is not where the head of the chain says the chain ends");
    }
    return new AuditVerdict.Whole(number);
  }

  private static Optional<AuditVerdict.Broken> found(long number, String why) {
    return Optional.of(new AuditVerdict.Broken(number, why));
  }
}
