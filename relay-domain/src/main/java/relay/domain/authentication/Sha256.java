package relay.domain.authentication;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The functions H, HMAC and Hi of RFC 5802 2.2 with SHA-256. */
public final class Sha256 {
  private static final String HMAC = "HmacSHA256";
  private static final int OCTETS = 32;

  private Sha256() {}

  /** The digest of these octets. */
  public static byte[] hash(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static byte[] hmac(byte[] key, String text) {
    return hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hmac(byte[] key, byte[] octets) {
    return keyed(key).doFinal(octets);
  }

  /** Hi: PBKDF2 with one block. By hand: the JDK's takes characters and not octets. */
  static byte[] iterated(byte[] password, byte[] salt, int iterations) {
    Mac mac = keyed(password);
    mac.update(salt);
    byte[] u = mac.doFinal(new byte[] {0, 0, 0, 1});
    byte[] sum = u.clone();
    for (int i = 1; i < iterations; i++) {
      u = mac.doFinal(u);
      for (int k = 0; k < OCTETS; k++) {
        sum[k] ^= u[k];
      }
    }
    return sum;
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("an empty key", e);
    }
  }
}
