package relay.domain.campaign.care;

/**
 * What came back of the mails of a campaign.
 *
 * @param refused for good, whether at once or after they were taken
 * @param expired given up after a time
 * @param deferred to be tried again
 */
public record GuardFigures(
    long delivered, long refused, long expired, long deferred, long complaints, long unsubscribes) {

  /** Of which nothing more is to be expected. */
  public long ended() {
    return delivered + refused + expired;
  }

  /** At least once. */
  public long tried() {
    return ended() + deferred;
  }
}
