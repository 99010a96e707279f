package relay.domain.verification.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A record that keeps the grammar (RFC 7208 4.6.1, 6). Immutable.
 *
 * @param explanation where the text for the refused is
 */
record SpfRecord(
    List<Directive> directives, Optional<MacroString> redirect, Optional<MacroString> explanation) {
  private static final String VERSION = "v=spf1";

  SpfRecord {
    directives = List.copyOf(directives);
  }

  /** Whether a text is meant to be such a record, broken or not (4.5). */
  static boolean isMeant(String text) {
    return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
        && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
  }

  static SpfRecord parse(String text) throws SpfProblem {
    List<Directive> directives = new ArrayList<>();
    MacroString redirect = null;
    MacroString explanation = null;
    for (String term : text.substring(VERSION.length()).split(" ")) {
      int equals = modifierNameEnd(term);
      if (equals > 0) {
        String value = term.substring(equals + 1);
        switch (term.substring(0, equals).toLowerCase(Locale.ROOT)) {
          case "redirect" -> redirect = once("redirect", redirect, value);
          case "exp" -> explanation = once("exp", explanation, value);
          default -> MacroString.any(value);
        }
      } else if (!term.isEmpty()) {
        directives.add(TermReader.read(term));
      }
    }
    return new SpfRecord(
        directives, Optional.ofNullable(redirect), Optional.ofNullable(explanation));
  }

  private static MacroString once(String name, MacroString before, String value) throws SpfProblem {
    if (before != null) {
      throw SpfProblem.permanent(name + "= is there twice");
    }
    return MacroString.domain(value);
  }

  /** Where the equals sign behind the name of a modifier is, or -1. */
  private static int modifierNameEnd(String term) {
    for (int i = 0; i < term.length(); i++) {
      char c = term.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean later = c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
      if (c == '=' && i > 0) {
        return i;
      }
      if (!letter && !(later && i > 0)) {
        return -1;
      }
    }
    return -1;
  }
}
