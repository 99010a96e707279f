package relay.ejb.contacts;

import java.util.Map;
import java.util.TreeMap;
import relay.domain.contacts.ConsentState;

/** States by list in one text, {@code " news:c weekly:u "}, so that a condition can find them. */
final class ConsentMarks {
  private static final String NONE = " ";

  private ConsentMarks() {}

  static String write(Map<String, ConsentState> consents) {
    var text = new StringBuilder(NONE);
    new TreeMap<>(consents)
        .forEach((list, state) -> text.append(list).append(':').append(mark(state)).append(' '));
    return text.toString();
  }

  static Map<String, ConsentState> read(String text) {
    Map<String, ConsentState> consents = new TreeMap<>();
    for (String each : text.strip().split(" ")) {
      int colon = each.indexOf(':');
      if (colon > 0) {
        consents.put(each.substring(0, colon), state(each.charAt(colon + 1)));
      }
    }
    return consents;
  }

  /** What LIKE is given: somebody who stands so to the list. */
  static String pattern(String list, ConsentState state) {
    return "% " + list + ":" + mark(state) + " %";
  }

  /** The same in whatever state. */
  static String pattern(String list) {
    return "% " + list + ":%";
  }

  private static char mark(ConsentState state) {
    return state.label().charAt(0);
  }

  private static ConsentState state(char mark) {
    for (ConsentState state : ConsentState.values()) {
      if (mark(state) == mark) {
        return state;
      }
    }
    // One of a later version is none that mail goes out for.
    return ConsentState.UNSUBSCRIBED;
  }
}
