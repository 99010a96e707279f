package relay.domain.audit;

/** What reading the whole chain found. */
public sealed interface AuditVerdict {

  /** Every link follows the one before, up to the last one ever written. */
  record Whole(long entries) implements AuditVerdict {}

  /**
   * Somebody changed, removed or added rows.
   *
   * @param number of the first entry that is not what was written
   * @param why in words
   */
  record Broken(long number, String why) implements AuditVerdict {}
}
