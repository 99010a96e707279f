package relay.domain.mail;

/**
 * An address with the name that is shown for it (RFC 5322 3.4).
 *
 * @param name plain text, may be empty
 */
public record Mailbox(String name, EmailAddress address) {
  private static final int NAME_CHARS_MAX = 300;
  private static final String SPECIALS = "\"<>()[]:;@\\,";

  public Mailbox {
    checkedName(name);
  }

  /**
   * The text, when it can be the name of a mailbox.
   *
   * @throws InvalidAddress telling the rule
   */
  public static String checkedName(String name) {
    if (name.length() > NAME_CHARS_MAX || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidAddress("a name has at most 300 characters and no control characters");
    }
    return name;
  }

  /**
   * Reads {@code bob@example.org}, {@code Bob <bob@example.org>} or {@code "Bob, the builder"
   * <bob@example.org>}; no lists, groups or comments.
   *
   * @throws InvalidAddress when it is none of these
   */
  public static Mailbox parse(String text) {
    String stripped = text.strip();
    if (!stripped.endsWith(">")) {
      return new Mailbox("", EmailAddress.parse(stripped));
    }
    int open = stripped.lastIndexOf('<');
    if (open < 0) {
      throw new InvalidAddress("not an address: < is missing");
    }
    EmailAddress address = EmailAddress.parse(stripped.substring(open + 1, stripped.length() - 1));
    return new Mailbox(nameIn(stripped.substring(0, open).strip()), address);
  }

  private static String nameIn(String phrase) {
    if (phrase.length() >= 2 && phrase.startsWith("\"") && phrase.endsWith("\"")) {
      return unquoted(phrase.substring(1, phrase.length() - 1));
    }
    for (int i = 0; i < phrase.length(); i++) {
      if (SPECIALS.indexOf(phrase.charAt(i)) >= 0) {
        throw new InvalidAddress("a name with " + phrase.charAt(i) + " in it needs quotes");
      }
    }
    return phrase;
  }

  private static String unquoted(String text) {
    StringBuilder name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        name.append(text.charAt(i));
      } else if (c == '"' || c == '\\') {
        throw new InvalidAddress("a quote within a name must be written \\\"");
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}
