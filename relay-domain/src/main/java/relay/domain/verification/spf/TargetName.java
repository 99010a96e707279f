package relay.domain.verification.spf;

/** Names to ask the DNS for (RFC 7208 4.3, 7.3). */
final class TargetName {
  private static final int NAME_MAX = 253;
  private static final int LABEL_MAX = 63;

  private TargetName() {}

  /**
   * What macros became: without the dot at its end, and cut on the left to what a name may have.
   */
  static String fitted(String expanded) {
    String name = withoutDot(expanded);
    while (name.length() > NAME_MAX) {
      int dot = name.indexOf('.');
      if (dot < 0) {
        return "";
      }
      name = name.substring(dot + 1);
    }
    return name;
  }

  static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** Whether the DNS can be asked about it: no empty or overlong labels, nothing beyond ASCII. */
  static boolean canBeAsked(String name) {
    if (name.isEmpty() || name.length() > NAME_MAX) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      char c = i == name.length() ? '.' : name.charAt(i);
      if (c == '.') {
        if (i == start || i - start > LABEL_MAX) {
          return false;
        }
        start = i + 1;
      } else if (c < ' ' || c > 126) {
        return false;
      }
    }
    return true;
  }

  /** Whether a check can begin with it: more than one label (RFC 7208 4.3). */
  static boolean isFullyQualified(String name) {
    return canBeAsked(name) && name.indexOf('.') > 0 && !name.startsWith("[");
  }
}
