package relay.domain.brake;

import jakarta.json.JsonObject;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.InvalidField;

/** Brakes as control objects. They are set and lifted by operations of their own, never edited. */
public final class BrakesKind implements ControlKind<Brake> {
  @Override
  public String name() {
    return Brake.KIND;
  }

  @Override
  public Class<Brake> type() {
    return Brake.class;
  }

  @Override
  public boolean hasOwnOperations() {
    return true;
  }

  @Override
  public Brake read(ControlKey key, long version, JsonObject json) {
    try {
      JsonObject whole = ControlJson.object(json).add("id", key.id()).build();
      return BrakeJson.read(whole).withVersion(version);
    } catch (RuntimeException e) {
      // JSON of another version fails in many ways, none of which may stop the others being read.
      throw new InvalidField("kind", "must be of a brake that this version knows: " + e);
    }
  }

  @Override
  public JsonObject write(Brake brake) {
    return BrakeJson.write(brake).build();
  }
}
