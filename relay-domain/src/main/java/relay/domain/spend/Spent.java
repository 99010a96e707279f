package relay.domain.spend;

/**
 * What was taken in a time, and what it cost.
 *
 * @param recipients that a target took
 * @param nanos billionths of a currency unit
 */
public record Spent(long recipients, long nanos) {
  public static final Spent NOTHING = new Spent(0, 0);

  /** Both together. */
  public Spent plus(Spent other) {
    return new Spent(recipients + other.recipients, nanos + other.nanos);
  }
}
