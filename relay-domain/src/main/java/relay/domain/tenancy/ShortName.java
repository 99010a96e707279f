package relay.domain.tenancy;

import java.util.regex.Pattern;

/** The form of tenants' ids and streams' names: short, readable, safe in a path and a selector. */
public final class ShortName {
  public static final String RULE =
      "must be 1 to 40 lower-case letters, digits or hyphens, beginning and ending with no hyphen";

  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  private ShortName() {}

  /**
   * The text itself.
   *
   * @throws IllegalArgumentException when it breaks the rule
   */
  public static String of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(RULE);
    }
    return text;
  }
}
