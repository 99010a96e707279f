package relay.domain.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * API tokens: {@code relay_} and 40 characters, some 190 bits. So much chance needs no slow hash:
 * SHA-256 is as good, and costs each request a microsecond.
 */
public final class Tokens {
  public static final String PREFIX = "relay_";
  private static final int LENGTH = 40;

  private Tokens() {}

  /** A new token, to be shown once; the random must be a secure one. */
  public static String next(RandomGenerator random) {
    return PREFIX + ObjectIds.letters(random, LENGTH);
  }

  /** Whether a text may be one of ours. */
  public static boolean isToken(String text) {
    return text.startsWith(PREFIX) && text.length() == PREFIX.length() + LENGTH;
  }

  /**
   * Another token that whoever has this one has, too, and that does not lead back to it.
   *
   * @param purpose a word; another one makes another token
   */
  public static String derivedFrom(String token, String purpose) {
    return PREFIX + hashOf(purpose + " " + token).substring(0, LENGTH);
  }

  /** What is kept of a token. */
  public static String hashOf(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
