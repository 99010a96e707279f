package relay.domain.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a password so that SCRAM-SHA-256 can prove it (RFC 5802 3): salt, iterations,
 * StoredKey, ServerKey. The text form is PostgreSQL's: {@code
 * SCRAM-SHA-256$iterations:salt$stored:server}. Immutable. Whoever has these keys cannot log in
 * with them, but can guess the password offline.
 */
public final class ScramKeys {
  /** RFC 7677 4 asks for as many at least. */
  public static final int ITERATIONS_MIN = 4096;

  public static final int ITERATIONS_MAX = 10_000_000;
  static final int SALT_OCTETS = 16;
  private static final int KEY_OCTETS = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "SCRAM-SHA-256\\$(\\d{4,8}):([A-Za-z0-9+/]{11,86}={0,2})"
              + "\\$([A-Za-z0-9+/]{43}=):([A-Za-z0-9+/]{43}=)");

  private final int iterations;
  private final byte[] salt;
  private final byte[] storedKey;
  private final byte[] serverKey;

  private ScramKeys(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    this.iterations = iterations;
    this.salt = salt;
    this.storedKey = storedKey;
    this.serverKey = serverKey;
  }

  /**
   * Derives the keys of a new password; takes some 20 ms for each 100,000 iterations.
   *
   * @param random a secure one
   * @throws IllegalArgumentException for an empty password or iterations out of bounds
   */
  public static ScramKeys of(String password, int iterations, RandomGenerator random) {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    return of(password, salt, iterations);
  }

  static ScramKeys of(String password, byte[] salt, int iterations) {
    checkIterations(iterations);
    String prepared = Saslprep.prepared(password);
    if (prepared.isEmpty()) {
      throw new IllegalArgumentException("a password has one character at least");
    }
    byte[] salted = Sha256.iterated(prepared.getBytes(StandardCharsets.UTF_8), salt, iterations);
    byte[] clientKey = Sha256.hmac(salted, "Client Key");
    return new ScramKeys(
        iterations, salt.clone(), Sha256.hash(clientKey), Sha256.hmac(salted, "Server Key"));
  }

  /**
   * Keys that no password has, for a user who does not exist: always the same salt for one name, so
   * that asking again does not tell.
   *
   * @param secret of this installation; without it nobody can tell the salt from a real one
   */
  static ScramKeys standIn(String user, byte[] secret, int iterations) {
    byte[] salt = Arrays.copyOf(Sha256.hmac(secret, "salt of " + user), SALT_OCTETS);
    byte[] key = Sha256.hmac(secret, "key of " + user);
    return new ScramKeys(iterations, salt, key, key);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException for anything else, or iterations out of bounds
   */
  public static ScramKeys parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not SCRAM-SHA-256$iterations:salt$stored:server");
    }
    int iterations = Integer.parseInt(m.group(1));
    checkIterations(iterations);
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] stored = base64.decode(m.group(3));
    byte[] server = base64.decode(m.group(4));
    if (stored.length != KEY_OCTETS || server.length != KEY_OCTETS) {
      throw new IllegalArgumentException("a key of SCRAM-SHA-256 has 32 octets");
    }
    return new ScramKeys(iterations, base64.decode(m.group(2)), stored, server);
  }

  private static void checkIterations(int iterations) {
    if (iterations < ITERATIONS_MIN || iterations > ITERATIONS_MAX) {
      throw new IllegalArgumentException(
          "SCRAM iterations are " + ITERATIONS_MIN + " to " + ITERATIONS_MAX);
    }
  }

  /** The form for settings and databases; a secret. */
  public String text() {
    return "SCRAM-SHA-256$"
        + iterations
        + ":"
        + base64(salt)
        + "$"
        + base64(storedKey)
        + ":"
        + base64(serverKey);
  }

  public int iterations() {
    return iterations;
  }

  String saltText() {
    return base64(salt);
  }

  /** Whether the proof was made with the password (RFC 5802 3); in constant time. */
  boolean isProof(byte[] proof, byte[] authMessage) {
    if (proof.length != KEY_OCTETS) {
      return false;
    }
    byte[] clientKey = Sha256.hmac(storedKey, authMessage);
    for (int i = 0; i < KEY_OCTETS; i++) {
      clientKey[i] ^= proof[i];
    }
    return MessageDigest.isEqual(storedKey, Sha256.hash(clientKey));
  }

  /** What proves to the client that we know the keys. */
  String serverSignature(byte[] authMessage) {
    return base64(Sha256.hmac(serverKey, authMessage));
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScramKeys that
        && iterations == that.iterations
        && Arrays.equals(salt, that.salt)
        && MessageDigest.isEqual(storedKey, that.storedKey)
        && MessageDigest.isEqual(serverKey, that.serverKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  /** Without salt and keys, so that a log line gives nothing to guess against. */
  @Override
  public String toString() {
    return "ScramKeys[iterations=" + iterations + "]";
  }
}
