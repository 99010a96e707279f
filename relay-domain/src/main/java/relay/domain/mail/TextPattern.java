package relay.domain.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pieces of text that must be found one behind the other, with anything between: {@code too many *
 * from your} . Matches in one pass over the text, whatever the pattern: no expression of an
 * operator can slow the relay down.
 */
public final class TextPattern {
  private static final int CHARS_MAX = 300;
  private final List<String> pieces = new ArrayList<>();

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException for a pattern without any text
   */
  public TextPattern(String text) {
    for (String piece : text.toLowerCase(Locale.ROOT).split("\\*", -1)) {
      if (!piece.isBlank()) {
        pieces.add(piece.strip());
      }
    }
    if (pieces.isEmpty() || text.length() > CHARS_MAX) {
      throw new IllegalArgumentException("a pattern has 1 to " + CHARS_MAX + " characters");
    }
  }

  /**
   * Whether the pieces are in a text, in this order.
   *
   * @param text in lower case
   */
  public boolean isIn(String text) {
    int from = 0;
    for (String piece : pieces) {
      int found = text.indexOf(piece, from);
      if (found < 0) {
        return false;
      }
      from = found + piece.length();
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextPattern pattern && pattern.pieces.equals(pieces);
  }

  @Override
  public int hashCode() {
    return pieces.hashCode();
  }
}
