package relay.domain.traffic;

/**
 * The quota of one-time passwords in a flow.
 *
 * @param percent of the limits, in which they go before all other mail
 * @param running attempts with one-time passwords under way
 * @param isUsedUp whether one that came now would stand in line with all other mail
 */
public record OtpShare(int percent, int running, boolean isUsedUp) {
  /** For explain. */
  public String sentence() {
    return "one-time passwords go first with up to "
        + percent
        + " % of its limits"
        + (isUsedUp ? ", which are used up: they stand in line with all other mail now" : "");
  }
}
