package relay.domain.tenancy;

/** What stands in the return path of a stream's mail on its way out. */
public enum ReturnPathForm {
  /** What the sender gave. */
  AS_GIVEN,
  /**
   * An address of ours for each recipient, {@code b-TOKEN} at a feedback domain of the tenant, so
   * that a bounce tells mail and recipient. Each recipient is sent a mail of its own.
   */
  TOKEN
}
