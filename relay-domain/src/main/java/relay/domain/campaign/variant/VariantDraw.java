package relay.domain.campaign.variant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The lot that each contact draws in a campaign: a polynomial of the third degree over its number,
 * modulo a prime, with coefficients from a hash of the campaign. So it can be computed by the
 * statement that freezes the audience, too; any four contacts draw independently of each other, and
 * the draws of one campaign tell nothing of those of the next.
 *
 * @param a of the third power, 1 and up; each is less than {@link #MODULUS}
 * @param b of the second power
 * @param c of the first power
 * @param d what is added
 */
public record VariantDraw(long a, long b, long c, long d) {
  /** 2^31 - 1, a prime: no product of two smaller numbers leaves a long. */
  public static final long MODULUS = Integer.MAX_VALUE;

  // H2 gives a remainder the type of its divisor, and reckons on in that
  private static final String BIG_MODULUS = "cast(" + MODULUS + " as bigint)";

  /** Of a campaign of a tenant. */
  public static VariantDraw of(String tenant, String campaign) {
    ByteBuffer hash = ByteBuffer.wrap(hash(tenant + "/" + campaign));
    long a = Math.floorMod(hash.getLong(), MODULUS - 1) + 1;
    return new VariantDraw(
        a,
        Math.floorMod(hash.getLong(), MODULUS),
        Math.floorMod(hash.getLong(), MODULUS),
        Math.floorMod(hash.getLong(), MODULUS));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * What a contact draws: 0 to {@link #MODULUS} - 1.
   *
   * @param contact its number, not negative
   */
  public long of(long contact) {
    long x = contact % MODULUS;
    return (((a * x + b) % MODULUS * x + c) % MODULUS * x + d) % MODULUS;
  }

  /** The same in SQL over a column: nothing but numbers and the column's name is in it. */
  public String sql(String column) {
    String x = "mod(" + column + ", " + BIG_MODULUS + ")";
    return step(step(step(String.valueOf(a), x, b), x, c), x, d);
  }

  private static String step(String sum, String x, long next) {
    return "mod(" + sum + " * " + x + " + " + next + ", " + BIG_MODULUS + ")";
  }
}
