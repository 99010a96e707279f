package relay.domain.warmup;

/**
 * What a provider said to mail from a source in a day, in recipients; each attempt counts in one of
 * the first four, and a bounce that came later by mail counts once more.
 *
 * @param taken by the provider
 * @param deferred for a reason that may lie with us; neither greylisted nor a full mailbox
 * @param bounced because there is no such recipient
 * @param blocked refused or deferred because of who we are or what we send
 * @param complained recipients who complained that day, whenever they had the mail
 */
public record WarmUpHealth(long taken, long deferred, long bounced, long blocked, long complained) {
  public static final WarmUpHealth NONE = new WarmUpHealth(0, 0, 0, 0, 0);
  static final WarmUpHealth TAKEN = new WarmUpHealth(1, 0, 0, 0, 0);
  static final WarmUpHealth DEFERRED = new WarmUpHealth(0, 1, 0, 0, 0);
  static final WarmUpHealth BOUNCED = new WarmUpHealth(0, 0, 1, 0, 0);
  static final WarmUpHealth BLOCKED = new WarmUpHealth(0, 0, 0, 1, 0);
  static final WarmUpHealth COMPLAINED = new WarmUpHealth(0, 0, 0, 0, 1);

  public WarmUpHealth plus(WarmUpHealth other) {
    return new WarmUpHealth(
        taken + other.taken,
        deferred + other.deferred,
        bounced + other.bounced,
        blocked + other.blocked,
        complained + other.complained);
  }

  /** Of which the provider's answer says something about us. */
  public long attempts() {
    return taken + deferred + bounced + blocked;
  }
}
