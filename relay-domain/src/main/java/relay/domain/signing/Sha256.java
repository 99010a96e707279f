package relay.domain.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash of DKIM; every Java platform has it. */
final class Sha256 {
  static final int OCTETS = 32;

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256; use a complete JDK 17", e);
    }
  }

  static byte[] of(byte[] octets, int length) {
    MessageDigest digest = digest();
    digest.update(octets, 0, length);
    return digest.digest();
  }
}
