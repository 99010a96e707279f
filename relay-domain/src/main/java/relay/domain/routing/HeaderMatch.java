package relay.domain.routing;

import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.TextPattern;

/**
 * Asks whether a mail has a field, and what it says. One pass over each field, whatever the
 * pattern.
 *
 * @param name of the field
 * @param text as written; {@code *}: the field is there
 * @param pattern pieces of its text; empty for {@code *}
 */
record HeaderMatch(String name, String text, Optional<TextPattern> pattern) {
  private static final int NAME_CHARS_MAX = 76;

  /**
   * Of a field's name and the pieces of text to find in it.
   *
   * @throws IllegalArgumentException for what is no name or no pattern
   */
  static HeaderMatch of(String name, String text) {
    boolean isName = name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':');
    if (name.isEmpty() || name.length() > NAME_CHARS_MAX || !isName) {
      throw new IllegalArgumentException("no name of a header field: " + name);
    }
    return new HeaderMatch(
        name, text, text.equals("*") ? Optional.empty() : Optional.of(new TextPattern(text)));
  }

  boolean holds(HeaderSection header) {
    for (HeaderField field : header.fields()) {
      if (field.isNamed(name)
          && (pattern.isEmpty() || pattern.get().isIn(field.shown().toLowerCase(Locale.ROOT)))) {
        return true;
      }
    }
    return false;
  }
}
