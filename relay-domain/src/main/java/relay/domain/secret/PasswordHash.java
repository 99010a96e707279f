package relay.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is kept: Argon2id version 1.3 (RFC 9106) with its cost and salt, in the PHC text
 * form {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Immutable. One verification takes the
 * memory and some 20 to 100 ms of CPU that the cost names, so callers bound how many run at once.
 */
public final class PasswordHash {
  /** Longer passwords are never right; keeps the work per octet of a hostile client bounded. */
  public static final int PASSWORD_OCTETS_MAX = 1024;

  private static final int SALT_OCTETS = 16;
  private static final int HASH_OCTETS = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * What one guess costs an attacker, and one login us.
   *
   * @param memoryKib memory of one run in KiB
   * @param passes runs over that memory
   * @param lanes degree of parallelism
   */
  public record Cost(int memoryKib, int passes, int lanes) {
    /** 19 MiB and two passes: the least that OWASP recommends, about 50 ms of CPU. */
    public static final Cost DEFAULT = new Cost(19_456, 2, 1);

    public Cost {
      boolean bounded = memoryKib <= 262_144 && passes >= 1 && passes <= 16 && lanes >= 1;
      if (!bounded || lanes > 8 || memoryKib < 8 * lanes) {
        throw new IllegalArgumentException(
            "Argon2id cost: m is 8*p to 262144 KiB, t is 1 to 16, p is 1 to 8");
      }
    }
  }

  /** Hashes with the default cost; the random must be a secure one. */
  public static PasswordHash of(String password, RandomGenerator random) {
    return of(password, Cost.DEFAULT, random);
  }

  /**
   * Hashes a new password.
   *
   * @throws IllegalArgumentException when it is empty or longer than {@link #PASSWORD_OCTETS_MAX}
   */
  public static PasswordHash of(String password, Cost cost, RandomGenerator random) {
    byte[] octets = octetsOf(password);
    if (octets.length == 0 || octets.length > PASSWORD_OCTETS_MAX) {
      throw new IllegalArgumentException(
          "a password has 1 to " + PASSWORD_OCTETS_MAX + " octets in UTF-8");
    }
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    return new PasswordHash(cost, salt, run(octets, cost, salt, HASH_OCTETS));
  }

  /**
   * Reads the PHC text form.
   *
   * @throws IllegalArgumentException for another function or version, or a cost out of bounds
   */
  public static PasswordHash parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "not an Argon2id hash in PHC form ($argon2id$v=19$m=...,t=...,p=...$salt$hash)");
    }
    Cost cost =
        new Cost(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)));
    return new PasswordHash(
        cost, Base64.getDecoder().decode(m.group(4)), Base64.getDecoder().decode(m.group(5)));
  }

  /** Whether this is the password; takes the same time wherever it differs. */
  public boolean verify(String password) {
    byte[] octets = octetsOf(password);
    if (octets.length == 0 || octets.length > PASSWORD_OCTETS_MAX) {
      return false;
    }
    return MessageDigest.isEqual(hash, run(octets, cost, salt, hash.length));
  }

  /** The cost this hash was made with. */
  public Cost cost() {
    return cost;
  }

  /** The PHC form, for the settings file; a secret. */
  public String text() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memoryKib
        + ",t="
        + cost.passes
        + ",p="
        + cost.lanes
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash that
        && cost.equals(that.cost)
        && Arrays.equals(salt, that.salt)
        && MessageDigest.isEqual(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  /** Without salt and hash, so that a log line gives nothing to guess against. */
  @Override
  public String toString() {
    return "PasswordHash[" + cost + "]";
  }

  // RFC 8265 4.2 (OpaqueString): one password, however a keyboard composes its letters.
  private static byte[] octetsOf(String password) {
    if (password.length() > PASSWORD_OCTETS_MAX) {
      return new byte[PASSWORD_OCTETS_MAX + 1];
    }
    return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] run(byte[] password, Cost cost, byte[] salt, int length) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib)
            .withIterations(cost.passes)
            .withParallelism(cost.lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    argon2.generateBytes(password, hash);
    return hash;
  }
}
