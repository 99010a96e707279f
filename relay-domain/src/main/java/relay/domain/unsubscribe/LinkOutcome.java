package relay.domain.unsubscribe;

/** What came of a click on a link that we put into a mail. */
public enum LinkOutcome {
  /** What the link is for is so, from now on or already before. */
  DONE,
  /** The link was not made by us. */
  FORGED,
  /** We made it, and it is too old to count. */
  EXPIRED,
  /** We made it, and nothing is on record any more of what it is about. */
  FORGOTTEN,
  /** Not now: the mail is so young, or the database away; the same again a little later works. */
  LATER,
  /** Too many wrong links from this client. */
  TOO_MANY
}
