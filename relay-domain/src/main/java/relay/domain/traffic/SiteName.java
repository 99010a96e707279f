package relay.domain.traffic;

import java.util.List;
import java.util.TreeSet;

/**
 * One name for a set of mail exchangers, so that all domains with the same ones are one site. What
 * all names end with is written once: {@code (alt1|alt2).mx.example.net}.
 */
final class SiteName {
  private static final int CHARS_MAX = 120;

  private SiteName() {}

  /**
   * @param hosts at least one, lower case, in any order
   */
  static String of(List<String> hosts) {
    TreeSet<String> names = new TreeSet<>(hosts);
    if (names.size() == 1) {
      return bounded(names.first());
    }
    String end = commonEnd(names);
    StringBuilder name = new StringBuilder();
    for (String host : names) {
      name.append(name.isEmpty() ? "(" : "|");
      name.append(host, 0, host.length() - end.length());
    }
    return bounded(name.append(')').append(end).toString());
  }

  /** Whole labels with the dot before them; empty where the names have none in common. */
  private static String commonEnd(TreeSet<String> names) {
    String end = names.first();
    for (int dot = end.indexOf('.'); dot >= 0; dot = end.indexOf('.', dot + 1)) {
      String labels = end.substring(dot);
      if (names.stream().allMatch(n -> n.endsWith(labels))) {
        return labels;
      }
    }
    return "";
  }

  /** A zone may have hundreds of names; different sets stay different. */
  private static String bounded(String name) {
    return name.length() <= CHARS_MAX
        ? name
        : name.substring(0, CHARS_MAX - 10) + "~" + Integer.toHexString(name.hashCode());
  }
}
