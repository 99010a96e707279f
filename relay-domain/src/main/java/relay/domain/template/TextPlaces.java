package relay.domain.template;

import java.util.ArrayList;
import java.util.List;

/** Finds the values that stand within an address in a plain text: there, blanks would end it. */
final class TextPlaces {
  private static final int SCHEME_CHARS = 8;

  private TextPlaces() {}

  /** The same tokens, such values with their escape. */
  static List<MustacheToken> of(List<MustacheToken> tokens) {
    List<MustacheToken> placed = new ArrayList<>(tokens.size());
    boolean within = false;
    for (MustacheToken token : tokens) {
      boolean isEscaped = within && token.sort() == MustacheToken.Sort.VALUE;
      placed.add(isEscaped ? token.escaped(Escape.ADDRESS_PART) : token);
      within = token.isLiteral() ? endsWithin(token.text(), within) : within;
    }
    return placed;
  }

  /** Whether an address goes on at the end of a literal. */
  private static boolean endsWithin(String text, boolean before) {
    int blank = text.length();
    while (blank > 0 && !Character.isWhitespace(text.charAt(blank - 1))) {
      blank--;
    }
    String word = text.substring(blank);
    int scheme = Math.max(word.lastIndexOf("https://"), word.lastIndexOf("http://"));
    boolean begins = scheme >= 0 && word.length() > scheme + SCHEME_CHARS;
    return begins || before && blank == 0;
  }
}
