package relay.domain.mail;

/**
 * The form of campaigns' names, which senders give to mails that belong together: safe in a header
 * field, a path and a selector.
 */
public final class CampaignName {
  public static final int CHARS_MAX = 64;
  public static final String RULE =
      "must be 1 to "
          + CHARS_MAX
          + " letters, digits, dots, hyphens or underscores, beginning with a letter or digit";

  private CampaignName() {}

  /**
   * The text itself; letters keep their case.
   *
   * @throws IllegalArgumentException when it breaks the rule
   */
  public static String of(String text) {
    if (!isOne(text)) {
      throw new IllegalArgumentException(RULE);
    }
    return text;
  }

  /** Whether this may be the name of a campaign. */
  public static boolean isOne(String text) {
    if (text.isEmpty() || text.length() > CHARS_MAX || !isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
