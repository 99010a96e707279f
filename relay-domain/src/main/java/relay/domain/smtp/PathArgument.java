package relay.domain.smtp;

/**
 * The path of a MAIL or RCPT command cut out of its argument (RFC 5321 4.1.1.2, 4.1.1.3).
 *
 * @param path what stands between the angle brackets
 * @param parameters what follows, without the space before it; empty when nothing does
 */
record PathArgument(String path, String parameters) {
  // RFC 5321 4.5.3.1.3 says 256 octets with the brackets; UTF-8 is checked in octets further down.
  private static final int PATH_CHARS_MAX = 254;

  /**
   * Cuts the argument of {@code MAIL} or {@code RCPT}.
   *
   * @param label {@code FROM:} or {@code TO:}
   * @param badPath the enhanced status for a path that cannot be
   */
  static PathArgument cut(String argument, String label, String badPath) {
    if (!argument.regionMatches(true, 0, label, 0, label.length())) {
      throw BadParameter.malformed("say " + label + "<address>");
    }
    int start = label.length();
    // Stock clients put a space here; RFC 5321 does not, and nothing can be mistaken for it.
    while (start < argument.length() && argument.charAt(start) == ' ') {
      start++;
    }
    if (start >= argument.length() || argument.charAt(start) != '<') {
      throw BadParameter.refused(501, badPath, "the address stands in angle brackets");
    }
    int end = closingBracket(argument, start + 1);
    if (end < 0 || end - start - 1 > PATH_CHARS_MAX) {
      throw BadParameter.refused(501, badPath, "no closing bracket, or a path that is too long");
    }
    String path = argument.substring(start + 1, end);
    if (path.startsWith("@")) {
      throw BadParameter.refused(553, badPath, "source routes are not taken");
    }
    return new PathArgument(path, rest(argument, end + 1, badPath));
  }

  private static String rest(String argument, int from, String badPath) {
    if (from == argument.length()) {
      return "";
    }
    if (argument.charAt(from) != ' ') {
      throw BadParameter.refused(501, badPath, "a space separates path and parameters");
    }
    return argument.substring(from + 1);
  }

  /** A bracket inside a quoted string closes nothing. */
  private static int closingBracket(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      } else if (c == '<' && !quoted) {
        return -1;
      }
    }
    return -1;
  }
}
