package relay.domain.signing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a header field stands in its octets.
 *
 * @param octets shared with other fields, never changed
 * @param start first octet of the name
 * @param nameEnd after the last octet of the name, before blanks and colon; equals start for a line
 *     that is no field
 * @param valueStart after the colon
 * @param end before the CR LF that ends the field
 */
record HeaderField(byte[] octets, int start, int nameEnd, int valueStart, int end) {

  /** Whether the field has this name, given in lower case. */
  boolean isNamed(byte[] lowerCaseName) {
    if (nameEnd - start != lowerCaseName.length) {
      return false;
    }
    for (int i = 0; i < lowerCaseName.length; i++) {
      if (lowerCase(octets[start + i]) != lowerCaseName[i]) {
        return false;
      }
    }
    return true;
  }

  String lowerCaseName() {
    return new String(octets, start, nameEnd - start, StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT);
  }

  /** Everything after the colon, folds included. */
  String value(Charset charset) {
    return new String(octets, valueStart, end - valueStart, charset);
  }

  static byte lowerCase(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
  }
}
