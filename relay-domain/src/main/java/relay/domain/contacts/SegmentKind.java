package relay.domain.contacts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.ShortName;

/** Segments as control objects; one is put only when its condition can be asked. */
public final class SegmentKind implements ControlKind<Segment> {
  public static final SegmentKind SEGMENT = new SegmentKind();

  /** Of a tenant. */
  public static final int OF_A_TENANT_MAX = 500;

  private static final int CONDITION_CHARS_MAX = 50_000;

  private SegmentKind() {}

  @Override
  public String name() {
    return Segment.KIND;
  }

  @Override
  public Class<Segment> type() {
    return Segment.class;
  }

  @Override
  public Segment read(ControlKey key, long version, JsonObject json) {
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    if (!(json.get("condition") instanceof JsonObject condition)) {
      throw new InvalidField("condition", "must be an object such as {\"list\":\"news\"}");
    }
    if (condition.toString().length() > CONDITION_CHARS_MAX) {
      throw new InvalidField(
          "condition", "must have at most " + CONDITION_CHARS_MAX + " characters");
    }
    String title = ContactListKind.line(new Fields(json), "title");
    return new Segment(key.tenant(), key.id(), version, title, condition);
  }

  @Override
  public JsonObject write(Segment segment) {
    JsonObjectBuilder out = ControlJson.object();
    if (!segment.title().isEmpty()) {
      out.add("title", segment.title());
    }
    return out.add("condition", segment.condition()).build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Segment after) {
    long others =
        state.all(this, after.tenant()).stream().filter(o -> !o.id().equals(after.id())).count();
    if (others >= OF_A_TENANT_MAX) {
      return Optional.of(
          new Refusal.Conflict(
              "a tenant has at most " + OF_A_TENANT_MAX + " segments; remove one first"));
    }
    try {
      new SegmentReader(ContactSchema.of(state, after.tenant())).read(after.condition());
    } catch (InvalidField e) {
      return Optional.of(new Refusal.Invalid(e.field(), e.rule()));
    }
    return ContactListKind.missingTenant(state, after.tenant());
  }
}
