package relay.domain.suppression;

import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the list.
 *
 * @param subject empty when the address was erased: then only the keyed hash of it, which is the
 *     entry's id, is left, and goes on to hold mail back
 * @param evidence by what it came about
 * @param author login name of who made it; {@code relay} for the rules
 * @param expiresAt empty: it holds for ever
 */
public record Suppression(
    Optional<SuppressionSubject> subject,
    SuppressionScope scope,
    SuppressionReason reason,
    Evidence evidence,
    String author,
    Instant createdAt,
    Optional<Instant> expiresAt) {

  /** Who makes entries by rule. */
  public static final String BY_RULE = "relay";

  /**
   * What an entry rests on; empty texts for what is not known.
   *
   * @param replyClass what the reply was about, as in the journal: {@code recipient_unknown}
   * @param provider whose server said so
   * @param event id of the journal event
   * @param text the reply, or a note of the author
   */
  public record Evidence(String replyClass, String provider, String event, String text) {
    /** Longer texts are cut. */
    public static final int CHARS_MAX = 1000;

    public static final Evidence NONE = new Evidence("", "", "", "");

    public Evidence {
      text = cut(text);
    }

    public static Evidence note(String text) {
      return new Evidence("", "", "", text);
    }

    private static String cut(String text) {
      if (text.length() <= CHARS_MAX) {
        return text;
      }
      // Databases refuse half a character.
      boolean half = Character.isHighSurrogate(text.charAt(CHARS_MAX - 1));
      return text.substring(0, half ? CHARS_MAX - 1 : CHARS_MAX);
    }
  }

  public boolean holdsAt(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }
}
