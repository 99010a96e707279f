package relay.domain.unsubscribe;

/** What came of a click. */
public enum UnsubscribeOutcome {
  /** No more mail of the stream goes to the recipient, from now on or already before. */
  DONE,
  /** The link was not made by us. */
  FORGED,
  /** We made it, and it is too old to count. */
  EXPIRED,
  /** We made it, and nothing is on record any more of whom the mail went to. */
  FORGOTTEN,
  /** Not now: the mail is so young, or the database away; the same again a little later works. */
  LATER,
  /** Too many wrong links from this client. */
  TOO_MANY
}
