package relay.domain.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Standard Webhooks 1.0: HMAC-SHA256 over id, timestamp and body, one for each secret
 * that is valid now.
 */
public final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final int SECRET_OCTETS = 32;

  private WebhookSignature() {}

  /** A new secret in its text form; the random must be a secure one. */
  public static String secret(RandomGenerator random) {
    byte[] octets = new byte[SECRET_OCTETS];
    random.nextBytes(octets);
    return PREFIX + Base64.getEncoder().encodeToString(octets);
  }

  /**
   * The value of {@code webhook-signature}.
   *
   * @param secrets in their text form
   * @param timestamp seconds since 1970
   */
  public static String of(List<String> secrets, String id, long timestamp, byte[] body) {
    List<String> signatures = new ArrayList<>();
    for (String secret : secrets) {
      signatures.add("v1," + Base64.getEncoder().encodeToString(hmac(secret, id, timestamp, body)));
    }
    return String.join(" ", signatures);
  }

  private static byte[] hmac(String secret, String id, long timestamp, byte[] body) {
    byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
