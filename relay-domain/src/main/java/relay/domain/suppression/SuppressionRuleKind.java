package relay.domain.suppression;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.settings.Setting;
import relay.domain.tenancy.ShortName;
import relay.domain.tenancy.Tenant;

/** Rules of tenants and streams as control objects. */
public final class SuppressionRuleKind implements ControlKind<SuppressionRule> {
  private static final String SETTINGS = "settings";

  @Override
  public String name() {
    return SuppressionRule.KIND;
  }

  @Override
  public Class<SuppressionRule> type() {
    return SuppressionRule.class;
  }

  @Override
  public SuppressionRule read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    return new SuppressionRule(
        key.tenant(),
        key.id(),
        version,
        fields.value("stream", ShortName.RULE, ShortName::of),
        settings(json, fields.within(SETTINGS)));
  }

  private static Map<String, String> settings(JsonObject json, Fields fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Setting<?> setting : SuppressionSettings.OF_TENANTS) {
      String name = SuppressionSettings.shortName(setting);
      fields
          .value(name, "must be " + setting.type().rule(), text -> checked(setting, text))
          .ifPresent(text -> texts.put(name, text));
    }
    JsonValue given = json.get(SETTINGS);
    for (String name : given == null ? java.util.Set.<String>of() : given.asJsonObject().keySet()) {
      if (!texts.containsKey(name)) {
        throw fields.invalid(name, "is no setting that a tenant may have otherwise");
      }
    }
    return texts;
  }

  private static String checked(Setting<?> setting, String text) {
    setting.type().read(text);
    return text;
  }

  @Override
  public JsonObject write(SuppressionRule rule) {
    JsonObjectBuilder out = ControlJson.object();
    ControlJson.add(out, "stream", rule.stream());
    JsonObjectBuilder settings = ControlJson.object();
    new TreeMap<>(rule.settings()).forEach(settings::add);
    return out.add(SETTINGS, settings).build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, SuppressionRule after) {
    if (state.find(Tenant.key(after.tenant())).isEmpty()) {
      return Optional.of(new Refusal.Invalid("tenant", "there is no tenant of this id"));
    }
    return state.all(this, after.tenant()).stream()
        .filter(other -> !other.id().equals(after.id()) && other.stream().equals(after.stream()))
        .findFirst()
        .map(
            other ->
                new Refusal.Conflict(
                    "rule "
                        + other.id()
                        + after.stream()
                            .map(s -> " is about stream " + s)
                            .orElse(" is about all streams")
                        + " already; change that one"));
  }
}
