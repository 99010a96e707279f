package relay.domain.user;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlKey;
import relay.domain.secret.SecretBox;

/**
 * A new key of codes.
 *
 * @param sealed as it is kept
 * @param secret as an authenticator app takes it, to be shown once
 * @param uri the same as the text of a QR code
 */
public record TotpKey(String sealed, String secret, String uri) {

  /**
   * @param random a secure one
   */
  public static TotpKey next(ControlKey user, SecretBox box, RandomGenerator random) {
    byte[] key = new byte[Totp.KEY_OCTETS];
    random.nextBytes(key);
    String secret = Totp.base32(key);
    String label = URLEncoder.encode(user.id(), StandardCharsets.UTF_8).replace("+", "%20");
    return new TotpKey(
        box.seal(key, LocalUser.totpPlace(user)),
        secret,
        "otpauth://totp/relay:" + label + "?secret=" + secret + "&issuer=relay");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "TotpKey";
  }
}
