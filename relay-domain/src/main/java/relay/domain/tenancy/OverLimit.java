package relay.domain.tenancy;

/** What becomes of mail above a sending limit. */
public enum OverLimit {
  /** Refused for a while, with the time to come back. */
  REFUSE,
  /** Accepted, and held until there is room. */
  HOLD
}
