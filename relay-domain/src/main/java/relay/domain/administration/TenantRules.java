package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.quota.Ramps;
import relay.domain.tenancy.Tenant;

/** Tenants: the one of the settings file is there without being made. */
final class TenantRules implements KindRules {
  private static final String RAMP = "ramp_progress";
  private final Ramps ramps;
  private final InstantSource clock;

  TenantRules(Ramps ramps, InstantSource clock) {
    this.ramps = ramps;
    this.clock = clock;
  }

  /** How far a new tenant has come; nothing for others. */
  @Override
  public JsonObject facts(ControlObject tenant) {
    return ramps
        .standing(tenant.key().id(), clock.instant())
        .map(standing -> ControlJson.object().add(RAMP, standing.facts()).build())
        .orElse(JsonValue.EMPTY_JSON_OBJECT);
  }

  @Override
  public Set<String> filters() {
    return Set.of("state");
  }

  @Override
  public List<ControlObject> implied(ControlState state, String tenant) {
    boolean asked = tenant.isEmpty() || tenant.equals(Tenant.DEFAULT.id());
    return asked && state.find(Tenant.DEFAULT.key()).isEmpty()
        ? List.of(Tenant.DEFAULT)
        : List.of();
  }
}
