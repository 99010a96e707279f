package relay.domain.tenancy;

import jakarta.json.JsonObject;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * How a new tenant grows: a limit for each day that is raised by each day of clean sending, until
 * there were enough of them.
 *
 * @param start recipients of the first day
 * @param growthPercent by how much a clean day raises the limit
 * @param days clean days after which there is no such limit any more
 * @param bouncePercentMax the part of a day's recipients that may bounce for the day to be clean
 */
public record SendingRamp(long start, int growthPercent, int days, int bouncePercentMax) {
  private static final long MAX = 1_000_000_000;
  private static final int GROWTH_DEFAULT = 50;
  private static final int GROWTH_MAX = 900;
  private static final int DAYS_DEFAULT = 30;
  private static final int DAYS_MAX = 365;
  private static final int BOUNCE_DEFAULT = 5;

  /** The limit of a day before which there were so many clean ones. */
  public long limitAfter(int cleanDays) {
    long limit = start;
    for (int i = 0; i < cleanDays && limit < MAX; i++) {
      limit = Math.min(MAX, limit + Math.max(1, limit * growthPercent / 100));
    }
    return limit;
  }

  /** Whether there were enough clean days. */
  public boolean isOverAfter(int cleanDays) {
    return cleanDays >= days;
  }

  static SendingRamp read(Fields fields) {
    long start = fields.number("start", 1, MAX, 0);
    if (start == 0) {
      throw fields.invalid("start", "must be given: recipients of the first day");
    }
    return new SendingRamp(
        start,
        (int) fields.number("growth_percent", 1, GROWTH_MAX, GROWTH_DEFAULT),
        (int) fields.number("days", 1, DAYS_MAX, DAYS_DEFAULT),
        (int) fields.number("bounce_percent_max", 0, 100, BOUNCE_DEFAULT));
  }

  JsonObject write() {
    return ControlJson.object()
        .add("start", start)
        .add("growth_percent", growthPercent)
        .add("days", days)
        .add("bounce_percent_max", bouncePercentMax)
        .build();
  }
}
