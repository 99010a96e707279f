package relay.domain.warmup;

/**
 * How the warm-up of one source for one provider stands.
 *
 * @param budget of the day
 * @param left of it in this hour
 * @param waiting mails that have a time of their own
 * @param isUnread whether what was sent before the start is not known yet
 * @param isWarm whether nothing is limited any more
 * @param isClosed whether the day is over early, by bad answers
 * @param gate what the day's answers lead to if it ends now
 */
public record WarmUpView(
    WarmUpKey key,
    WarmUpPlan plan,
    WarmUpState state,
    long budget,
    long left,
    long waiting,
    boolean isUnread,
    boolean isWarm,
    boolean isClosed,
    WarmUpGate gate) {

  /** The first day on which the source is warm for the provider. */
  public int warmDay() {
    return plan.warmDay(key.provider());
  }

  /** For people, behind the name of the source. */
  public String sentence() {
    String provider = key.provider().equals(WarmUpPlan.OTHER) ? "other sites" : key.provider();
    if (plan.mode() == WarmUpMode.PAUSED) {
      return "is not used for first attempts: its warm-up is paused";
    }
    if (isWarm) {
      return "is warm for " + provider;
    }
    if (isUnread) {
      return "is being warmed up for "
          + provider
          + ": what it sent before the start is not read from the database yet";
    }
    return "is being warmed up for "
        + provider
        + ": day "
        + state.day()
        + " of "
        + warmDay()
        + ", "
        + state.sent()
        + " of "
        + budget
        + " sent today, "
        + left
        + " left in this hour"
        + (isClosed ? "; over for today: " + gate.why() : "");
  }
}
