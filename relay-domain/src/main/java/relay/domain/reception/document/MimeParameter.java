package relay.domain.reception.document;

import java.nio.charset.StandardCharsets;

/**
 * A parameter of a MIME field such as {@code filename}: as a quoted string when it is short ASCII,
 * else as RFC 2231 has it, in UTF-8 and in as many pieces as fit on lines.
 */
final class MimeParameter {
  private static final int PLAIN_MAX = 60;
  private static final int PIECE_MAX = 55;
  private static final String HEX = "0123456789ABCDEF";

  private MimeParameter() {}

  /** {@code ;}, a new line, and the parameter. */
  static String of(String name, String value) {
    if (value.length() <= PLAIN_MAX && value.chars().allMatch(c -> c >= 32 && c < 127)) {
      return ";\r\n " + name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    String encoded = percentEncoded(value);
    if (encoded.length() <= PIECE_MAX) {
      return ";\r\n " + name + "*=UTF-8''" + encoded;
    }
    StringBuilder pieces = new StringBuilder();
    int start = 0;
    for (int number = 0; start < encoded.length(); number++) {
      int end = pieceEnd(encoded, start);
      pieces.append(";\r\n ").append(name).append('*').append(number).append("*=");
      pieces.append(number == 0 ? "UTF-8''" : "").append(encoded, start, end);
      start = end;
    }
    return pieces.toString();
  }

  /** Not within a %XX. */
  private static int pieceEnd(String encoded, int start) {
    int end = Math.min(start + PIECE_MAX, encoded.length());
    if (end < encoded.length()) {
      int percent = encoded.lastIndexOf('%', end - 1);
      end = percent > end - 3 ? percent : end;
    }
    return end;
  }

  private static String percentEncoded(String value) {
    StringBuilder encoded = new StringBuilder(value.length() * 3);
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      int c = octet & 0xff;
      boolean plain =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.';
      if (plain || c == '-' || c == '_') {
        encoded.append((char) c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return encoded.toString();
  }
}
