package relay.domain.authentication;

import java.text.Normalizer;

/**
 * Names and passwords as SCRAM compares them (RFC 4013): odd spaces become spaces, invisible
 * characters go, compatibility forms are resolved. A text that RFC 4013 forbids (control
 * characters) stays as it is, as PostgreSQL has it: such a password is odd and not insecure.
 */
final class Saslprep {
  private Saslprep() {}

  static String prepared(String text) {
    if (isPlainAscii(text)) {
      return text;
    }
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !isMappedToNothing(c))
        .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
        .forEach(mapped::appendCodePoint);
    String prepared = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    return prepared.codePoints().anyMatch(Character::isISOControl) ? text : prepared;
  }

  private static boolean isPlainAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  /** RFC 3454 table B.1. */
  private static boolean isMappedToNothing(int c) {
    return c == 0x00AD
        || c == 0x034F
        || c == 0x1806
        || c >= 0x180B && c <= 0x180D
        || c >= 0x200B && c <= 0x200D
        || c == 0x2060
        || c >= 0xFE00 && c <= 0xFE0F
        || c == 0xFEFF;
  }
}
