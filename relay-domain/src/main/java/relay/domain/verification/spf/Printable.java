package relay.domain.verification.spf;

/** Text of strangers for logs and terminals: short, and nothing but visible ASCII and blanks. */
final class Printable {
  private static final int LENGTH_MAX = 200;

  private Printable() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LENGTH_MAX));
    for (int i = 0; i < text.length() && i < LENGTH_MAX; i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 127 ? c : '?');
    }
    return shown.append(text.length() > LENGTH_MAX ? "..." : "").toString();
  }
}
