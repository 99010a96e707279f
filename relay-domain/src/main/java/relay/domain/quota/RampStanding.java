package relay.domain.quota;

import jakarta.json.JsonObject;
import relay.domain.control.ControlJson;
import relay.domain.tenancy.SendingRamp;

/** Where a new tenant stands in its ramp. */
public record RampStanding(SendingRamp ramp, RampProgress progress) {

  /** Recipients of this day; 0 when there is no such limit any more. */
  public long limit() {
    return progress.limit(ramp);
  }

  /** For people. */
  public String words() {
    return limit() == 0
        ? "the tenant has grown in " + ramp.days() + " clean days"
        : "the tenant is new: "
            + limit()
            + " recipients a day now, after "
            + progress.cleanDays()
            + " of "
            + ramp.days()
            + " clean days";
  }

  /** For the tenant's document. */
  public JsonObject facts() {
    return ControlJson.object()
        .add("clean_days", progress.cleanDays())
        .add("limit_today", limit())
        .add("delivered_today", progress.delivered())
        .add("bounced_today", progress.bounced())
        .add("clean_today", progress.isClean(ramp))
        .add("over", limit() == 0)
        .build();
  }
}
