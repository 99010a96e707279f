package relay.domain.spend;

import java.math.BigDecimal;

/**
 * What a thousand recipients cost, in a currency that is said elsewhere. Immutable.
 *
 * @param perThousand not negative, at most six digits behind the point
 */
public record Price(BigDecimal perThousand) {
  /** For error texts. */
  public static final String RULE =
      "must be a price for 1,000 recipients as a text, such as \"0.10\", with at most 6 digits"
          + " behind the point";

  private static final int DIGITS_MAX = 6;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  public Price {
    perThousand = perThousand.stripTrailingZeros();
    if (perThousand.signum() < 0
        || perThousand.scale() > DIGITS_MAX
        || perThousand.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(RULE);
    }
  }

  /**
   * @throws IllegalArgumentException for what is no price
   */
  public static Price read(String text) {
    if (text.length() > 20) {
      throw new IllegalArgumentException(RULE);
    }
    return new Price(new BigDecimal(text.strip()));
  }

  /** Billionths of the currency unit for one recipient; exact. */
  public long nanosEach() {
    return perThousand.movePointRight(DIGITS_MAX).longValueExact();
  }

  /** The same amount as a number of the currency. */
  public static BigDecimal amount(long nanos) {
    return BigDecimal.valueOf(nanos, 9);
  }

  /** As it is read. */
  @Override
  public String toString() {
    return perThousand.toPlainString();
  }
}
