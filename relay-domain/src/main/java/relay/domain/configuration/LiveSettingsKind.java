package relay.domain.configuration;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import relay.domain.configuration.SettingsChange.Difference;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.settings.Setting;

/**
 * The live settings as a control object: a field for each key, and the history. Whether they can be
 * used is judged where the settings file is known; a node that cannot use them keeps to those
 * before.
 */
public final class LiveSettingsKind implements ControlKind<LiveSettings> {
  private static final String HISTORY = "history";

  @Override
  public String name() {
    return LiveSettings.KIND;
  }

  @Override
  public String collection() {
    return LiveSettings.KIND;
  }

  @Override
  public boolean hasOwnOperations() {
    return true;
  }

  @Override
  public Class<LiveSettings> type() {
    return LiveSettings.class;
  }

  /** The audit tells what changed by itself; it needs no history in each entry. */
  @Override
  public boolean isSecret(String field) {
    return field.equals(HISTORY) || Setting.isSecret(field);
  }

  @Override
  public LiveSettings resealed(LiveSettings settings, BinaryOperator<String> renewal) {
    return settings.resealed(renewal);
  }

  @Override
  public LiveSettings read(ControlKey key, long version, JsonObject json) {
    var texts = new TreeMap<String, String>();
    List<SettingsChange> history = new ArrayList<>();
    json.forEach(
        (name, value) -> {
          if (value instanceof JsonString text) {
            texts.put(name, text.getString());
          }
        });
    JsonArray kept =
        json.containsKey(HISTORY) ? json.getJsonArray(HISTORY) : JsonArray.EMPTY_JSON_ARRAY;
    for (JsonValue each : kept) {
      history.add(change(each.asJsonObject()));
    }
    return new LiveSettings(version, texts, history);
  }

  private static SettingsChange change(JsonObject json) {
    List<Difference> differences = new ArrayList<>();
    for (JsonValue value : json.getJsonArray("changes")) {
      JsonObject each = value.asJsonObject();
      differences.add(
          new Difference(
              each.getString("key"),
              Optional.ofNullable(each.getString("before", null)),
              Optional.ofNullable(each.getString("after", null))));
    }
    return new SettingsChange(
        json.getJsonNumber("version").longValue(),
        Instant.parse(json.getString("at")),
        json.getString("by"),
        differences);
  }

  @Override
  public JsonObject write(LiveSettings settings) {
    JsonObjectBuilder out = ControlJson.object();
    settings.texts().forEach(out::add);
    JsonArrayBuilder history = ControlJson.array();
    for (SettingsChange change : settings.history()) {
      JsonArrayBuilder differences = ControlJson.array();
      for (Difference each : change.differences()) {
        JsonObjectBuilder one = ControlJson.object().add("key", each.key());
        each.before().ifPresent(text -> one.add("before", text));
        each.after().ifPresent(text -> one.add("after", text));
        differences.add(one);
      }
      history.add(
          ControlJson.object()
              .add("version", change.version())
              .add("at", change.at().toString())
              .add("by", change.by())
              .add("changes", differences));
    }
    return out.add(HISTORY, history).build();
  }
}
