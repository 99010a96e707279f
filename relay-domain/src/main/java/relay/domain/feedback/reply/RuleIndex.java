package relay.domain.feedback.reply;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rules can hold at all, by the words of a text: of some thousand rules a text has the first
 * words of a few dozen. Immutable.
 */
final class RuleIndex {
  private final Map<String, BitSet> byWord = new HashMap<>();
  private final BitSet always = new BitSet();

  RuleIndex(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      String word = rules.get(i).phrase().firstWord();
      if (word.isEmpty()) {
        always.set(i);
      } else {
        byWord.computeIfAbsent(word, k -> new BitSet()).set(i);
      }
    }
  }

  /**
   * The places of the rules to ask, in their order.
   *
   * @param words as {@link Words} makes them
   */
  BitSet candidates(String words) {
    BitSet candidates = (BitSet) always.clone();
    int at = 0;
    while (at < words.length()) {
      int end = at;
      while (end < words.length() && Phrase.isWord(words.charAt(end))) {
        end++;
      }
      if (end > at) {
        BitSet known = byWord.get(words.substring(at, end));
        if (known != null) {
          candidates.or(known);
        }
      }
      at = end + 1;
    }
    return candidates;
  }
}
