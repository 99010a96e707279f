package relay.domain.reception.document;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which template a mail is made of, and the values for it.
 *
 * @param id of the template
 * @param number of the version; empty: the newest
 * @param data texts, BigDecimals, Booleans, lists and maps of these, by name
 */
public record TemplateCall(String id, Optional<Integer> number, Map<String, ?> data) {
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_-]{0,63})(?:@([1-9][0-9]{0,8}))?");

  /**
   * Reads {@code welcome}, or {@code welcome@3}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static TemplateCall named(String name, Map<String, ?> data) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be the id of a template, such as welcome, or with the version, such as welcome@3");
    }
    return new TemplateCall(
        parts.group(1), Optional.ofNullable(parts.group(2)).map(Integer::valueOf), data);
  }

  /** As it was asked for. */
  @Override
  public String toString() {
    return number.map(n -> id + "@" + n).orElse(id);
  }
}
