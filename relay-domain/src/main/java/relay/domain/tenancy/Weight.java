package relay.domain.tenancy;

/**
 * How much of what tenants and streams share a mail's owner may have: tenants share by the weights
 * of those who wait, and each tenant's streams share its part in the same way.
 *
 * @param tenant from 1 to {@link #MAX}
 * @param stream from 1 to {@link #MAX}
 */
public record Weight(int tenant, int stream) {
  public static final int MAX = 1_000;

  /** Of everybody for whom nobody said anything. */
  public static final Weight EQUAL = new Weight(1, 1);

  public Weight {
    if (tenant < 1 || tenant > MAX || stream < 1 || stream > MAX) {
      throw new IllegalArgumentException("a weight is a number from 1 to " + MAX);
    }
  }
}
