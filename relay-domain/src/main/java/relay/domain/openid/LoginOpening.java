package relay.domain.openid;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.authentication.Sha256;
import relay.domain.secret.SecretBox;
import relay.domain.secret.SecretUnreadable;

/**
 * A login that was begun and is not yet back from the issuer. The browser keeps it, sealed, so that
 * nobody can fill our memory with beginnings, and any node can end it.
 *
 * @param state comes back from the issuer: ties its answer to this browser
 * @param nonce comes back in the ID token: ties that to this login
 * @param verifier shown when the code is exchanged: ties the code to us (RFC 7636)
 */
record LoginOpening(String state, String nonce, String verifier, Instant begunAt) {
  private static final String PLACE = "oidc login";
  private static final int CHANCE_OCTETS = 32;
  private static final int CHARS_MAX = 1024;
  private static final int PARTS = 4;

  static LoginOpening begin(RandomGenerator random, Instant now) {
    return new LoginOpening(chance(random), chance(random), chance(random), now);
  }

  private static String chance(RandomGenerator random) {
    byte[] octets = new byte[CHANCE_OCTETS];
    random.nextBytes(octets);
    return base64(octets);
  }

  /** What the issuer is told of the verifier: S256 of RFC 7636 section 4.2. */
  String challenge() {
    return base64(Sha256.hash(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  String sealed(SecretBox box) {
    String text = String.join(" ", state, nonce, verifier, Long.toString(begunAt.getEpochSecond()));
    String sealed = box.seal(text.getBytes(StandardCharsets.US_ASCII), PLACE);
    return base64(sealed.getBytes(StandardCharsets.US_ASCII));
  }

  /** Empty for what was not sealed here, or was changed. */
  static Optional<LoginOpening> opened(String cookie, SecretBox box) {
    if (cookie.length() > CHARS_MAX) {
      return Optional.empty();
    }
    try {
      String sealed = new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.US_ASCII);
      String text = new String(box.open(sealed, PLACE), StandardCharsets.US_ASCII);
      String[] parts = text.split(" ");
      if (parts.length != PARTS) {
        return Optional.empty(); // sealed by another version of the relay
      }
      Instant begunAt = Instant.ofEpochSecond(Long.parseLong(parts[3]));
      return Optional.of(new LoginOpening(parts[0], parts[1], parts[2], begunAt));
    } catch (IllegalArgumentException | SecretUnreadable e) {
      return Optional.empty();
    }
  }

  private static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "LoginOpening[" + begunAt + "]";
  }
}
