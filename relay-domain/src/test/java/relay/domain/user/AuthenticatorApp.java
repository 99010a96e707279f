package relay.domain.user;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** What the app on somebody's telephone does with the key it was given. */
public final class AuthenticatorApp {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private AuthenticatorApp() {}

  /**
   * The code of an instant.
   *
   * @param secret in Base32
   */
  public static String code(String secret, Instant at) {
    return Totp.code(octets(secret), Totp.step(at), 6);
  }

  private static byte[] octets(String secret) {
    var out = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (char letter : secret.toCharArray()) {
      buffer = buffer << 5 | LETTERS.indexOf(letter);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out.write(buffer >> bits);
      }
    }
    return out.toByteArray();
  }
}
