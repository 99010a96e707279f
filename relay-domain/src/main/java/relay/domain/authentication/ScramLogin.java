package relay.domain.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our side of SCRAM-SHA-256 at another server (RFC 5802, RFC 7677), without channel binding. The
 * password never goes out, and the server has to prove that it knows it. For one login, one thread.
 */
public final class ScramLogin {
  private static final int NONCE_OCTETS = 18;
  private static final int CHARS_MAX = 4096;

  /** A server that asks for more wants to keep us busy: half a second of work is enough. */
  private static final int ITERATIONS_MAX = 1_000_000;

  private static final Pattern CHALLENGE =
      Pattern.compile(
          "r=(?<nonce>[\\x21-\\x2b\\x2d-\\x7e]{1,1024}),s=(?<salt>[A-Za-z0-9+/=]{1,512}),"
              + "i=(?<iterations>[0-9]{1,8})(?:,[a-zA-Z]=[^,]+){0,8}");

  private final String password;
  private final String nonce;
  private final String bare;
  private byte[] serverSignature;

  /**
   * @param random a secure one
   */
  public ScramLogin(String user, String password, RandomGenerator random) {
    this(user, password, nonce(random));
  }

  ScramLogin(String user, String password, String nonce) {
    this.password = password;
    this.nonce = nonce;
    this.bare =
        "n=" + Saslprep.prepared(user).replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
  }

  private static String nonce(RandomGenerator random) {
    byte[] octets = new byte[NONCE_OCTETS];
    random.nextBytes(octets);
    return Base64.getEncoder().withoutPadding().encodeToString(octets);
  }

  /** The first message. */
  public String first() {
    return "n,," + bare;
  }

  /**
   * The answer to the server's first message, with our proof.
   *
   * @throws IllegalArgumentException saying what is wrong with the message
   */
  public String answer(String challenge) {
    Matcher m = CHALLENGE.matcher(challenge.length() > CHARS_MAX ? "" : challenge);
    if (!m.matches() || !m.group("nonce").startsWith(nonce) || m.group("nonce").equals(nonce)) {
      throw new IllegalArgumentException("its challenge is none of SCRAM-SHA-256");
    }
    int iterations = Integer.parseInt(m.group("iterations"));
    if (iterations < ScramKeys.ITERATIONS_MIN || iterations > ITERATIONS_MAX) {
      throw new IllegalArgumentException("it asks for " + iterations + " iterations");
    }
    byte[] salted =
        Sha256.iterated(
            Saslprep.prepared(password).getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(m.group("salt")),
            iterations);
    String unproven = "c=biws,r=" + m.group("nonce");
    byte[] authMessage = (bare + "," + challenge + "," + unproven).getBytes(StandardCharsets.UTF_8);
    byte[] clientKey = Sha256.hmac(salted, "Client Key");
    byte[] proof = Sha256.hmac(Sha256.hash(clientKey), authMessage);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientKey[i];
    }
    serverSignature = Sha256.hmac(Sha256.hmac(salted, "Server Key"), authMessage);
    Arrays.fill(salted, (byte) 0);
    return unproven + ",p=" + Base64.getEncoder().encodeToString(proof);
  }

  /** Whether the server's last message proves that it knows the password, too. */
  public boolean isProven(String last) {
    if (serverSignature == null || !last.startsWith("v=")) {
      return false;
    }
    int end = last.indexOf(',');
    try {
      byte[] given = Base64.getDecoder().decode(last.substring(2, end < 0 ? last.length() : end));
      return MessageDigest.isEqual(serverSignature, given);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
