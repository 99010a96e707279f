package relay.domain.migration;

/** A TOML document and how far it was read. For one thread. */
final class TomlText {
  /** What no character is. */
  static final char END = '\0';

  static final int CHARS_MAX = 2_000_000;
  private final String text;
  private int at;
  private int line = 1;

  /**
   * @throws UnreadableLine for a text that is too long, or has characters that TOML forbids
   */
  TomlText(String text) {
    if (text.length() > CHARS_MAX) {
      throw new UnreadableLine(1, "begins a file of more than " + CHARS_MAX + " characters");
    }
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int number = 1;
    for (int i = 0; i < this.text.length(); i++) {
      char c = this.text.charAt(i);
      number += c == '\n' ? 1 : 0;
      boolean isLineEnd = c == '\n' || c == '\r' && this.text.startsWith("\n", i + 1);
      if (c < ' ' && c != '\t' && !isLineEnd || c == 0x7F) {
        throw new UnreadableLine(number, "has a control character");
      }
    }
  }

  int line() {
    return line;
  }

  boolean isEnd() {
    return at >= text.length();
  }

  /** The next character, {@link #END} behind the last. */
  char peek() {
    return isEnd() ? END : text.charAt(at);
  }

  char next() {
    char c = peek();
    if (isEnd()) {
      throw wrong("ends too early");
    }
    at++;
    line += c == '\n' ? 1 : 0;
    return c;
  }

  /** Goes over these characters if they come next. */
  boolean skip(String wanted) {
    if (!text.startsWith(wanted, at)) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      next();
    }
    return true;
  }

  /** Goes over these characters, which must come next. */
  void expect(String wanted) {
    if (!skip(wanted)) {
      throw wrong("lacks a " + wanted);
    }
  }

  /** Over blanks and tabs. */
  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      next();
    }
  }

  /** Over blanks, ends of lines and comments. */
  void skipSpace() {
    while (!isEnd()) {
      skipBlanks();
      if (peek() == '#') {
        skipComment();
      } else if (peek() == '\n' || peek() == '\r') {
        next();
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    while (!isEnd() && peek() != '\n') {
      next();
    }
  }

  /** What stands behind a statement may be a comment and nothing else. */
  void endLine() {
    skipBlanks();
    if (peek() == '#') {
      skipComment();
    }
    if (!isEnd() && peek() != '\n' && peek() != '\r') {
      throw wrong("goes on where it should end");
    }
  }

  /** The characters from here as long as they are of a word, a number or a date. */
  String word() {
    int from = at;
    while (!isEnd() && isWord(peek())) {
      next();
    }
    return text.substring(from, at);
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "_-+.:".indexOf(c) >= 0;
  }

  /** Whether a blank and a digit come next, as within a date and its time. */
  boolean isDigitBehindBlank() {
    char c = at + 1 < text.length() ? text.charAt(at + 1) : END;
    return peek() == ' ' && c >= '0' && c <= '9';
  }

  UnreadableLine wrong(String why) {
    return new UnreadableLine(line, why);
  }
}
