package relay.domain.migration;

import java.util.Map;

/** What {@code enable_tls} and its relatives mean as levels of a TLS policy. */
final class ShapingTls {
  private static final Map<String, String> LEVELS =
      Map.of(
          "Required", "verify",
          "RequiredInsecure", "encrypt",
          "Opportunistic", "auto",
          "OpportunisticInsecure", "auto",
          "Disabled", "none");

  private ShapingTls() {}

  static boolean isAbout(String field) {
    return field.equals("enable_tls")
        || field.equals("enable_dane")
        || field.equals("enable_mta_sts");
  }

  /** A level; empty where it is none. */
  static String levelOf(String field, String text) {
    if (field.equals("enable_tls")) {
      return LEVELS.getOrDefault(text, "");
    }
    return text.equals("true") ? "auto" : "";
  }
}
