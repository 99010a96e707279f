package relay.domain.campaign.report;

import relay.domain.tracking.VisitCounts.Count;

/**
 * How many of a group of recipients. Opens and clicks are known of mail of streams that tell who.
 *
 * @param recipients all of them
 * @param sent whose mail was put into the lane
 * @param bounced refused, at once or later
 * @param complaints who complained
 * @param unsubscribes who left
 * @param opens recipients whose mail was opened by a person, and by a machine; one may be in both
 * @param clicks recipients in whose mail a link was followed, likewise
 */
public record Totals(
    long recipients,
    long sent,
    long delivered,
    long bounced,
    long complaints,
    long unsubscribes,
    Count opens,
    Count clicks,
    Conversions conversions) {
  public static final Totals NONE =
      new Totals(0, 0, 0, 0, 0, 0, new Count(0, 0), new Count(0, 0), Conversions.NONE);

  /** Of both groups, which have nobody in common. */
  public Totals plus(Totals other) {
    return new Totals(
        recipients + other.recipients,
        sent + other.sent,
        delivered + other.delivered,
        bounced + other.bounced,
        complaints + other.complaints,
        unsubscribes + other.unsubscribes,
        plus(opens, other.opens),
        plus(clicks, other.clicks),
        conversions.plus(other.conversions));
  }

  private static Count plus(Count one, Count other) {
    return new Count(one.people() + other.people(), one.machines() + other.machines());
  }

  /**
   * What the tenant's own programs told.
   *
   * @param people recipients with at least one
   * @param count all of them
   * @param value their values added up
   */
  public record Conversions(long people, long count, double value) {
    public static final Conversions NONE = new Conversions(0, 0, 0);

    Conversions plus(Conversions other) {
      return new Conversions(people + other.people, count + other.count, value + other.value);
    }
  }
}
