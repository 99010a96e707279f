package relay.domain.verification.spf;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with macros (RFC 7208 7), its grammar checked. Immutable.
 *
 * @param text as written
 */
record MacroString(String text, List<Piece> pieces) {

  /** A part of the text. */
  sealed interface Piece {}

  /** Stands for itself. */
  record Literal(String text) implements Piece {}

  /**
   * Stands for something else.
   *
   * @param letter in lower case
   * @param escaped whether it was written as a capital: the value goes into a URL
   * @param parts how many of the right-hand parts; 0 for all
   * @param delimiters where the value is cut
   */
  record Macro(char letter, boolean escaped, int parts, boolean reversed, String delimiters)
      implements Piece {}

  private static final String LETTERS = "slodiphvcrt";
  private static final String EXPLANATION_LETTERS = "crt";
  private static final String DELIMITERS = ".-+,/_=";

  /** Far above what records hold (RFC 7208 3.4), and a bound on what macros can grow to. */
  private static final int LENGTH_MAX = 2048;

  /** More right-hand parts than this no name has. */
  private static final int PARTS_MAX = 128;

  MacroString {
    pieces = List.copyOf(pieces);
  }

  /** The name of a mechanism or modifier: it must end in a macro or in a top label. */
  static MacroString domain(String text) throws SpfProblem {
    MacroString parsed = new Reader(text, false).read();
    if (!parsed.endsAsName()) {
      throw SpfProblem.permanent("\"" + Printable.of(text) + "\" is no domain");
    }
    for (Piece piece : parsed.pieces) {
      if (piece instanceof Macro macro && EXPLANATION_LETTERS.indexOf(macro.letter) >= 0) {
        throw SpfProblem.permanent(
            "the macro %{" + macro.letter + "} may stand in explanations only");
      }
    }
    return parsed;
  }

  /** The value of a modifier that nobody knows. */
  static MacroString any(String text) throws SpfProblem {
    return new Reader(text, false).read();
  }

  /** The text of an explanation, which may have blanks. */
  static MacroString explanation(String text) throws SpfProblem {
    return new Reader(text, true).read();
  }

  /** Whether a macro of this letter is in it. */
  boolean uses(char letter) {
    return pieces.stream().anyMatch(p -> p instanceof Macro macro && macro.letter == letter);
  }

  private boolean endsAsName() {
    if (pieces.isEmpty()) {
      return false;
    }
    if (!(pieces.get(pieces.size() - 1) instanceof Literal last)) {
      return true;
    }
    String end =
        last.text.endsWith(".") ? last.text.substring(0, last.text.length() - 1) : last.text;
    int dot = end.lastIndexOf('.');
    return dot >= 0 && isTopLabel(end.substring(dot + 1));
  }

  /** Letters, digits and inner hyphens, not digits alone. */
  private static boolean isTopLabel(String label) {
    boolean digitsOnly = true;
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean digit = c >= '0' && c <= '9';
      boolean innerHyphen = c == '-' && i > 0 && i < label.length() - 1;
      if (!letter && !digit && !innerHyphen) {
        return false;
      }
      digitsOnly &= digit;
    }
    return !digitsOnly;
  }

  /** Reads a text once, left to right. */
  private static final class Reader {
    private final String text;
    private final boolean blanks;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    Reader(String text, boolean blanks) {
      this.text = text;
      this.blanks = blanks;
    }

    MacroString read() throws SpfProblem {
      if (text.length() > LENGTH_MAX) {
        throw SpfProblem.permanent("a term or explanation is longer than " + LENGTH_MAX);
      }
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '%') {
          percent();
        } else if (c > ' ' && c < 127 || c == ' ' && blanks) {
          literal.append(c);
        } else {
          throw SpfProblem.permanent(
              "a character that is not allowed in \"" + Printable.of(text) + "\"");
        }
      }
      endLiteral();
      return new MacroString(text, pieces);
    }

    private void percent() throws SpfProblem {
      char c = at < text.length() ? text.charAt(at++) : 0;
      switch (c) {
        case '%' -> literal.append('%');
        case '_' -> literal.append(' ');
        case '-' -> literal.append("%20");
        case '{' -> {
          endLiteral();
          pieces.add(macro());
        }
        default -> throw bad();
      }
    }

    private Macro macro() throws SpfProblem {
      int end = text.indexOf('}', at);
      if (end <= at) {
        throw bad();
      }
      char letter = Character.toLowerCase(text.charAt(at));
      if (LETTERS.indexOf(letter) < 0) {
        throw bad();
      }
      boolean escaped = text.charAt(at) != letter;
      int i = at + 1;
      int parts = 0;
      int digits = i;
      while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        parts = Math.min(PARTS_MAX, parts * 10 + text.charAt(i++) - '0');
      }
      // RFC 7208 7.1: if a number is there, it must not be zero.
      if (i > digits && parts == 0) {
        throw bad();
      }
      boolean reversed = i < end && (text.charAt(i) == 'r' || text.charAt(i) == 'R');
      i += reversed ? 1 : 0;
      String delimiters = text.substring(i, end);
      if (delimiters.chars().anyMatch(c -> DELIMITERS.indexOf(c) < 0)) {
        throw bad();
      }
      at = end + 1;
      return new Macro(letter, escaped, parts, reversed, delimiters.isEmpty() ? "." : delimiters);
    }

    private void endLiteral() {
      if (literal.length() > 0) {
        pieces.add(new Literal(literal.toString()));
        literal.setLength(0);
      }
    }

    private SpfProblem bad() {
      return SpfProblem.permanent("a bad macro in \"" + Printable.of(text) + "\"");
    }
  }
}
