package relay.domain.tenancy;

/** What the holder of a credential may do. */
public enum Permission {
  /** Hand in mail. */
  SEND,
  /** See what became of mail, within the scope. */
  READ,
  /** Change what belongs to the tenant. */
  ADMINISTER
}
