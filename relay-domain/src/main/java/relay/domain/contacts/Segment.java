package relay.domain.contacts;

import jakarta.json.JsonObject;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * A saved condition over the contacts of a tenant.
 *
 * @param title for people; empty text for none
 * @param condition as {@link SegmentReader} reads it by what is declared when it is asked
 */
public record Segment(String tenant, String id, long version, String title, JsonObject condition)
    implements ControlObject {
  static final String KIND = "segment";

  @Override
  public ControlKey key() {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public Segment withVersion(long other) {
    return new Segment(tenant, id, other, title, condition);
  }
}
