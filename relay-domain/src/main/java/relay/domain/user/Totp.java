package relay.domain.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by time (RFC 6238) as authenticator apps make them: HMAC-SHA-1, steps of 30 seconds, six
 * digits. Pure.
 */
final class Totp {
  static final int KEY_OCTETS = 20;
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
  }

  /** The code of a step (RFC 4226 section 5.3). */
  static String code(byte[] key, long step, int digits) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0x0f;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
      long modulus = 1;
      for (int i = 0; i < digits; i++) {
        modulus *= 10;
      }
      String text = Long.toString(number % modulus);
      return "0".repeat(digits - text.length()) + text;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-1", e);
    }
  }

  /**
   * The step whose code this is: of now, or of one before or after for clocks that differ (RFC 6238
   * section 6).
   */
  static OptionalLong match(byte[] key, String code, Instant now) {
    String bare = code.replace(" ", "");
    OptionalLong found = OptionalLong.empty();
    for (long step = step(now) - 1; step <= step(now) + 1; step++) {
      if (MessageDigest.isEqual(octets(code(key, step, DIGITS)), octets(bare))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The key as apps take it (RFC 4648 section 6, without padding). */
  static String base32(byte[] key) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int buffer = 0;
    for (byte octet : key) {
      buffer = buffer << 8 | octet & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE_32.charAt(buffer >> bits & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(BASE_32.charAt(buffer << 5 - bits & 31));
    }
    return text.toString();
  }
}
