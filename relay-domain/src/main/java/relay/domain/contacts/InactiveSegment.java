package relay.domain.contacts;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.tenancy.Sunset;

/** Whom a rule would take for inactive, as a segment that nobody has saved. */
public final class InactiveSegment {
  private InactiveSegment() {}

  /**
   * Those of a tenant.
   *
   * @param list who must have confirmed this one; empty: all contacts
   */
  public static Segment of(String tenant, Sunset rule, Optional<String> list) {
    JsonObjectBuilder inactive = ControlJson.object();
    rule.add(inactive);
    var parts = ControlJson.array().add(inactive);
    list.ifPresent(
        id ->
            parts.add(
                ControlJson.object().add("list", id).add("state", ConsentState.CONFIRMED.label())));
    return new Segment(tenant, Sunset.FIELD, 0, "", ControlJson.object().add("all", parts).build());
  }
}
