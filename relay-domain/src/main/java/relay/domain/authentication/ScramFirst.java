package relay.domain.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's first message of SCRAM-SHA-256 (RFC 5802 7): {@code n,,n=user,r=nonce}. Immutable.
 *
 * <p>Channel binding is not offered, so {@code p=} is refused; {@code y} (the client could, and
 * believes that we cannot) is the truth.
 */
public final class ScramFirst {
  private static final int CHARS_MAX = 2048;
  private static final int NONCE_OCTETS = 18;
  // An extension that must be understood begins with m=; none is, so the form has no place for it.
  private static final Pattern FORM =
      Pattern.compile(
          "(?<header>[ny],(?:a=(?<acting>[^,]*))?,)"
              + "(?<bare>n=(?<user>[^,]+),r=(?<nonce>[\\x21-\\x2b\\x2d-\\x7e]{1,512})"
              + "(?:,[a-zA-Z]=[^,]+){0,8})");

  private final String header;
  private final String bare;
  private final String user;
  private final String nonce;

  private ScramFirst(String header, String bare, String user, String nonce) {
    this.header = header;
    this.bare = bare;
    this.user = user;
    this.nonce = nonce;
  }

  /** Reads it; empty for what is none, and for a wish to act for somebody else. */
  public static Optional<ScramFirst> read(String text) {
    if (text.length() > CHARS_MAX) {
      return Optional.empty();
    }
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    // One name has one spelling here, so what is escaped can be compared.
    String acting = m.group("acting");
    if (acting != null && !acting.isEmpty() && !acting.equals(m.group("user"))) {
      return Optional.empty();
    }
    return unescaped(m.group("user"))
        .map(user -> new ScramFirst(m.group("header"), m.group("bare"), user, m.group("nonce")));
  }

  /** The name of the user as the client wrote it. */
  public String user() {
    return user;
  }

  /**
   * The challenge to this message.
   *
   * @param keys of the user; empty for one who does not exist, who is asked all the same
   * @param secret of this installation
   * @param iterations told to users who do not exist
   * @param random a secure one
   */
  public ScramChallenge challenge(
      Optional<ScramKeys> keys, byte[] secret, int iterations, RandomGenerator random) {
    byte[] octets = new byte[NONCE_OCTETS];
    random.nextBytes(octets);
    return challenge(keys, secret, iterations, Base64.getEncoder().encodeToString(octets));
  }

  ScramChallenge challenge(
      Optional<ScramKeys> keys, byte[] secret, int iterations, String serverNonce) {
    ScramKeys standIn = ScramKeys.standIn(user, secret, iterations);
    String binding = Base64.getEncoder().encodeToString(header.getBytes(StandardCharsets.UTF_8));
    return new ScramChallenge(
        user, keys.orElse(standIn), keys.isPresent(), binding, bare, nonce + serverNonce);
  }

  /** RFC 5802 5.1: a comma is =2C, an equals sign =3D, and no other = may be there. */
  private static Optional<String> unescaped(String name) {
    String plain = name.replace("=2C", ",").replace("=3D", "=");
    int escapes = name.length() - name.replace("=", "").length();
    return plain.length() == name.length() - 2 * escapes ? Optional.of(plain) : Optional.empty();
  }
}
