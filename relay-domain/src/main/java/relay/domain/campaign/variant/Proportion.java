package relay.domain.campaign.variant;

/**
 * So many of so many.
 *
 * @param hits 0 to {@code of}
 */
public record Proportion(long hits, long of) {
  public Proportion {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException(hits + " of " + of + " is no proportion");
    }
  }

  /** 0 to 1; 0 of nobody. */
  public double rate() {
    return of == 0 ? 0 : (double) hits / of;
  }
}
