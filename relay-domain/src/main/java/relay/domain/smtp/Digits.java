package relay.domain.smtp;

/** Numbers as SMTP writes them: ASCII digits only. */
final class Digits {
  private Digits() {}

  static boolean are(String text, int min, int max) {
    if (text == null || text.length() < min || text.length() > max) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** The number, or the largest long for what is larger; the text must be digits. */
  static long saturated(String digits) {
    long n = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (n > (Long.MAX_VALUE - digit) / 10) {
        return Long.MAX_VALUE;
      }
      n = n * 10 + digit;
    }
    return n;
  }
}
