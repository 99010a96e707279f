package relay.domain.access;

/** How far a right goes, the narrowest first. */
public enum Reach {
  NOTHING,
  /** The mail that was handed in with the same credential. */
  OWN_MAIL,
  OWN_TENANT,
  EVERYTHING
}
