package relay.launcher;

import java.util.Collection;
import java.util.StringJoiner;

/** What stands behind an address of the API, with its question mark; empty while nothing does. */
final class Query {
  private final StringJoiner parts = new StringJoiner("&", "?", "").setEmptyValue("");

  /** One more parameter. */
  Query and(String name, String value) {
    parts.add(name + "=" + ApiClient.part(value));
    return this;
  }

  /** Those of the options that are given, in this order, each by its name without the hyphens. */
  Query given(Arguments arguments, Collection<String> options) {
    for (String option : options) {
      arguments.option(option).ifPresent(value -> and(option.substring(2), value));
    }
    return this;
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
