package relay.domain.identity;

import java.util.Optional;

/** Base 32 of RFC 4648 section 6 in small letters, of whole groups of five octets. */
final class Base32 {
  private static final char[] DIGITS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

  private Base32() {}

  static String text(byte[] octets) {
    char[] text = new char[octets.length * 8 / 5];
    for (int i = 0; i < text.length; i++) {
      int bit = i * 5;
      int pair = (octets[bit / 8] & 0xff) << 8;
      pair |= bit / 8 + 1 < octets.length ? octets[bit / 8 + 1] & 0xff : 0;
      text[i] = DIGITS[pair >>> 11 - bit % 8 & 31];
    }
    return new String(text);
  }

  /** The octets of a text in any letters; empty when it has another length or another sign. */
  static Optional<byte[]> octets(String text, int length) {
    if (text.length() != length * 8 / 5) {
      return Optional.empty();
    }
    byte[] octets = new byte[length];
    for (int i = 0; i < text.length(); i++) {
      int value = valueOf(text.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      int bit = i * 5;
      int pair = value << 11 - bit % 8;
      octets[bit / 8] |= (byte) (pair >>> 8);
      if (bit / 8 + 1 < length) {
        octets[bit / 8 + 1] |= (byte) pair;
      }
    }
    return Optional.of(octets);
  }

  private static int valueOf(char sign) {
    if (sign >= 'a' && sign <= 'z') {
      return sign - 'a';
    }
    if (sign >= 'A' && sign <= 'Z') {
      return sign - 'A';
    }
    return sign >= '2' && sign <= '7' ? sign - '2' + 26 : -1;
  }
}
