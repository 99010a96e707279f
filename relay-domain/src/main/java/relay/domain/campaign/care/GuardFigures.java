package relay.domain.campaign.care;

/**
 * What came back of the mails of a campaign or an automation.
 *
 * @param refused for good, whether at once or after they were taken
 * @param expired given up after a time
 * @param deferred to be tried again
 */
public record GuardFigures(
    long delivered, long refused, long expired, long deferred, long complaints, long unsubscribes) {

  /** Nothing yet. */
  public static final GuardFigures NONE = new GuardFigures(0, 0, 0, 0, 0, 0);

  /** Both together. */
  public GuardFigures plus(GuardFigures other) {
    return new GuardFigures(
        delivered + other.delivered,
        refused + other.refused,
        expired + other.expired,
        deferred + other.deferred,
        complaints + other.complaints,
        unsubscribes + other.unsubscribes);
  }

  /** Of which nothing more is to be expected. */
  public long ended() {
    return delivered + refused + expired;
  }

  /** At least once. */
  public long tried() {
    return ended() + deferred;
  }
}
