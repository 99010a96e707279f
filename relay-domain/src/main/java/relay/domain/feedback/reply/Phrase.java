package relay.domain.feedback.reply;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * What to look for in a text: pieces in their order, with at most {@value #GAP_MAX} characters
 * between one and the next, written {@code piece ... piece}. A piece begins and ends at the border
 * of a word, unless a star stands there: {@code reject*}; a star alone is any text. No other signs
 * mean anything, so that the time to look is linear in the text whatever the text is. Immutable.
 */
final class Phrase {
  /** About a clause; further apart the pieces belong to different sentences. */
  static final int GAP_MAX = 48;

  private static final String GAP = "...";
  private static final String ANY = "*";

  /** From here on scripts write words without blanks between them. */
  private static final char NO_BLANKS_BETWEEN_WORDS = '\u2e80';

  private final String source;
  private final List<Piece> pieces;

  private Phrase(String source, List<Piece> pieces) {
    this.source = source;
    this.pieces = List.copyOf(pieces);
  }

  /**
   * Reads a phrase.
   *
   * @throws IllegalArgumentException when a piece is empty, or has a star within
   */
  static Phrase of(String source) {
    List<Piece> pieces = new ArrayList<>();
    if (source.strip().equals(ANY)) {
      return new Phrase(ANY, pieces);
    }
    String rest = source.toLowerCase(Locale.ROOT).strip();
    while (true) {
      int gap = rest.indexOf(GAP);
      pieces.add(Piece.of(gap < 0 ? rest : rest.substring(0, gap)));
      if (gap < 0) {
        return new Phrase(source.strip(), pieces);
      }
      rest = rest.substring(gap + GAP.length());
    }
  }

  /**
   * Whether it stands in the text.
   *
   * @param words as {@link Words} makes them
   */
  boolean isIn(String words) {
    if (pieces.size() == 1) {
      return pieces.get(0).find(words, 0) >= 0;
    }
    BitSet ends = null;
    for (Piece piece : pieces) {
      ends = piece.endsAfter(words, ends);
      if (ends.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The word that a text must have for the phrase to be in it; empty when no whole word must. */
  String firstWord() {
    if (pieces.isEmpty() || pieces.get(0).openStart()) {
      return "";
    }
    Piece first = pieces.get(0);
    int end = 0;
    while (end < first.text().length() && isWord(first.text().charAt(end))) {
      end++;
    }
    boolean whole = end < first.text().length() || !first.openEnd();
    return whole ? first.text().substring(0, end) : "";
  }

  static boolean isWord(char c) {
    return c < NO_BLANKS_BETWEEN_WORDS && Character.isLetterOrDigit(c);
  }

  @Override
  public String toString() {
    return source;
  }

  private record Piece(String text, boolean openStart, boolean openEnd) {

    static Piece of(String written) {
      String text = written.strip();
      boolean openStart = text.startsWith("*");
      boolean openEnd = text.length() > 1 && text.endsWith("*");
      text = text.substring(openStart ? 1 : 0, text.length() - (openEnd ? 1 : 0));
      if (text.isEmpty()) {
        throw new IllegalArgumentException("a phrase has an empty piece");
      }
      if (text.contains(ANY)) {
        throw new IllegalArgumentException(
            "a star stands at the start or end of a piece; write ... between pieces");
      }
      return new Piece(
          text,
          openStart || !isWord(text.charAt(0)),
          openEnd || !isWord(text.charAt(text.length() - 1)));
    }

    /** Where it begins, at or after this place; -1 when it does not stand there. */
    int find(String words, int from) {
      int at = words.indexOf(text, from);
      while (at >= 0 && !fits(words, at)) {
        at = words.indexOf(text, at + 1);
      }
      return at;
    }

    /** Where it ends, of the places where it follows one of these ends closely enough. */
    BitSet endsAfter(String words, BitSet before) {
      BitSet ends = new BitSet(words.length() + 1);
      for (int at = find(words, 0); at >= 0; at = find(words, at + 1)) {
        int nearest = before == null ? at : before.previousSetBit(at);
        if (nearest >= 0 && at - nearest <= GAP_MAX) {
          ends.set(at + text.length());
        }
      }
      return ends;
    }

    private boolean fits(String words, int at) {
      int end = at + text.length();
      return (openStart || at == 0 || !isWord(words.charAt(at - 1)))
          && (openEnd || end == words.length() || !isWord(words.charAt(end)));
    }
  }
}
