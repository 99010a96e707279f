package relay.domain.bounce;

import java.util.ArrayList;
import java.util.List;

/** Texts of strangers made fit for a report: printable, in lines of bounded length. */
final class PlainText {
  private static final int LINE_CHARS = 76;
  // RFC 5321 4.5.3.1.6: a line has 1000 octets; a character has up to three.
  private static final int WORD_CHARS_MAX = 320;

  private PlainText() {}

  /**
   * Printable ASCII and blanks only, so that no field ends early; the rest become question marks.
   */
  static String ascii(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c == '\t' ? ' ' : c < ' ' || c > '~' ? '?' : c);
    }
    return out.toString();
  }

  /** No control characters and no half characters; letters of all languages stay. */
  static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      out.appendCodePoint(Character.isISOControl(c) || half ? ' ' : c);
    }
    return out.toString();
  }

  /** Broken at blanks where there are some, else anywhere; at least one line. */
  static List<String> wrapped(String text, int indent) {
    int width = LINE_CHARS - indent;
    String rest = text.strip();
    List<String> lines = new ArrayList<>();
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int cut = blank > 0 ? blank : wholeCharacters(rest, width);
      lines.add(" ".repeat(indent) + rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(" ".repeat(indent) + rest);
    return lines;
  }

  /** So many characters, or one less where the last would be cut in two. */
  private static int wholeCharacters(String text, int count) {
    return Character.isHighSurrogate(text.charAt(count - 1)) ? count - 1 : count;
  }

  /**
   * A header or report field, folded at blanks (RFC 5322 2.2.3); what has none stays whole, for a
   * fold would put a blank into an address.
   */
  static String field(String name, String value) {
    StringBuilder out = new StringBuilder(name).append(':');
    int lineStart = 0;
    for (String word : value.strip().split(" +")) {
      boolean first = out.length() == name.length() + 1;
      if (!first && out.length() - lineStart + 1 + word.length() > LINE_CHARS) {
        out.append("\r\n");
        lineStart = out.length();
      }
      boolean fits = word.length() <= WORD_CHARS_MAX;
      String cut = fits ? word : word.substring(0, wholeCharacters(word, WORD_CHARS_MAX));
      out.append(' ').append(cut);
    }
    return out.append("\r\n").toString();
  }
}
