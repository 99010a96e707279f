package relay.domain.reception;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import relay.domain.authentication.ScramChallenge;

/**
 * A SCRAM client that begins with {@code n,,n=user,r=abc}; its own arithmetic, by the JDK's PBKDF2.
 */
final class ScramAnswers {
  private ScramAnswers() {}

  static String to(ScramChallenge challenge, String user, String password) {
    try {
      String[] parts = challenge.text().split(",");
      byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
      int iterations = Integer.parseInt(parts[2].substring(2));
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
              .getEncoded();
      String unproven = "c=biws," + parts[0];
      byte[] key = hmac(salted, "Client Key");
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(key);
      byte[] proof = hmac(stored, "n=" + user + ",r=abc," + challenge.text() + "," + unproven);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= key[i];
      }
      return unproven + ",p=" + Base64.getEncoder().encodeToString(proof);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
