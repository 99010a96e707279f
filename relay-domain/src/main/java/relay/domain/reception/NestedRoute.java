package relay.domain.reception;

/** Percent hack, bang path, or an address within quotes: some next hop might follow it. */
final class NestedRoute {
  private NestedRoute() {}

  static boolean isIn(String localPart) {
    boolean quoted = localPart.charAt(0) == '"';
    for (int i = 0; i < localPart.length(); i++) {
      char c = localPart.charAt(i);
      boolean routes = c == '%' || c == '!' || c == '@';
      if (routes || quoted && (c == ':' || c == '<' || c == '>' || c == ',' || c == '\\')) {
        return true;
      }
    }
    return false;
  }
}
