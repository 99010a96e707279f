package relay.domain.migration;

/** Reads the four kinds of strings of TOML. */
final class TomlStrings {
  private static final String THREE_QUOTES = "\"\"\"";
  private static final String THREE_APOSTROPHES = "'''";
  private final TomlText text;

  TomlStrings(TomlText text) {
    this.text = text;
  }

  static boolean begins(char c) {
    return c == '"' || c == '\'';
  }

  /** The string that begins here. */
  String read() {
    if (text.skip(THREE_QUOTES)) {
      return lines(THREE_QUOTES);
    }
    if (text.skip(THREE_APOSTROPHES)) {
      return lines(THREE_APOSTROPHES);
    }
    return line();
  }

  /** A string of one line, as keys are. */
  String line() {
    char quote = text.next();
    var read = new StringBuilder();
    while (true) {
      char c = text.peek();
      if (c == '\n' || text.isEnd()) {
        throw text.wrong("has a string without its end");
      }
      text.next();
      if (c == quote) {
        return read.toString();
      }
      if (c == '\\' && quote == '"') {
        escaped(read);
      } else {
        read.append(c);
      }
    }
  }

  private String lines(String end) {
    // The line end behind the opening is none of the text.
    if (!text.skip("\r\n")) {
      text.skip("\n");
    }
    var read = new StringBuilder();
    while (!text.skip(end)) {
      char c = text.next();
      if (c != '\\' || end.equals(THREE_APOSTROPHES)) {
        read.append(c);
      } else if (!isJoined()) {
        escaped(read);
      }
    }
    // Up to two quotes may stand before the closing ones.
    for (int i = 0; i < 2 && text.peek() == end.charAt(0); i++) {
      read.append(text.next());
    }
    return read.toString();
  }

  /** A backslash at the end of a line takes all blanks and ends of lines behind it away. */
  private boolean isJoined() {
    if (" \t\r\n".indexOf(text.peek()) < 0 || text.isEnd()) {
      return false;
    }
    text.skipBlanks();
    if (text.peek() != '\n' && text.peek() != '\r') {
      throw text.wrong("has a backslash before a blank; say \\\\ for a backslash");
    }
    while (" \t\r\n".indexOf(text.peek()) >= 0 && !text.isEnd()) {
      text.next();
    }
    return true;
  }

  private void escaped(StringBuilder read) {
    char c = text.next();
    switch (c) {
      case 'b' -> read.append('\b');
      case 't' -> read.append('\t');
      case 'n' -> read.append('\n');
      case 'f' -> read.append('\f');
      case 'r' -> read.append('\r');
      case '"', '\\' -> read.append(c);
      case 'u' -> read.appendCodePoint(codePoint(4));
      case 'U' -> read.appendCodePoint(codePoint(8));
      default -> throw text.wrong("has \\" + c + " in a string; say \\\\ for a backslash");
    }
  }

  private int codePoint(int digits) {
    long point = 0;
    for (int i = 0; i < digits; i++) {
      char c = text.next();
      // Digits of other scripts are none here.
      int digit = c < 0x7F ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw text.wrong("has a character code that is none");
      }
      point = point * 16 + digit;
    }
    if (point > Character.MAX_CODE_POINT || point >= 0xD800 && point <= 0xDFFF) {
      throw text.wrong("has a character code that is none");
    }
    return (int) point;
  }
}
