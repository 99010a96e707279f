package relay.domain.tenancy;

/** How far a DKIM key has come; the order is the order of its life. */
public enum KeyState {
  /** Made; its record is not seen in the DNS, so no mail may be signed with it. */
  PENDING,
  /** The DNS shows its record; it waits to take over. */
  PUBLISHED,
  /** Signs. One for each domain and algorithm. */
  ACTIVE,
  /** Signs no more; its record stays in the DNS for the mail that it has signed. */
  RETIRED,
  /** The private key is destroyed, and the record may be taken out of the DNS. */
  REMOVED
}
