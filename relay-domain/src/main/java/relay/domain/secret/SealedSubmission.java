package relay.domain.secret;

/**
 * How the relay's own broker marks what a producer handed in and it sealed before writing it to
 * disk: the body is the sealed text or mail, these properties of the message tell the rest. What a
 * producer wrote into them itself is taken off.
 */
public final class SealedSubmission {
  /** The place it is sealed for, a word drawn for the message. */
  public static final String PLACE = "relaySealedFor";

  /** Present where the body was a text, in UTF-8 now. */
  public static final String TEXT = "relaySealedText";

  /** Id of the key, to count by; the same name as on queued mail. */
  public static final String KEY = "contentKey";

  private SealedSubmission() {}
}
