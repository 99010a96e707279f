package relay.web.settings;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.administration.SettingsList.Row;
import relay.domain.administration.SettingsList.Source;
import relay.domain.configuration.LiveSettings;
import relay.domain.configuration.SettingsChange;
import relay.domain.configuration.SettingsChange.Difference;
import relay.domain.control.ControlKinds;
import relay.domain.settings.Setting;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** Settings as JSON; secrets masked. */
final class SettingsJson {
  private static final int KEYS_MAX = 1_000;

  private SettingsJson() {}

  static JsonObject list(
      List<Row> rows,
      LiveSettings live,
      Optional<String> trouble,
      String part,
      Optional<Source> source) {
    JsonArrayBuilder settings = Json.array();
    rows.stream()
        .filter(row -> part == null || row.key().contains(part))
        .filter(row -> source.isEmpty() || source.get() == row.source())
        .forEach(row -> settings.add(row(row)));
    JsonObjectBuilder out = Json.object().add("version", live.version());
    trouble.ifPresent(why -> out.add("not_in_force", why));
    return out.add("settings", settings).build();
  }

  private static JsonObjectBuilder row(Row row) {
    Setting<?> setting = row.setting();
    return Json.object()
        .add("key", row.key())
        .add("value", row.value())
        .add("source", word(row.source()))
        .add("default", setting.defaultText())
        .add("live", setting.live())
        .add("rule", setting.type().rule())
        .add("about", setting.sentence());
  }

  static String word(Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  /** What one version changed. */
  static JsonObjectBuilder version(SettingsChange change) {
    return Json.object()
        .add("version", change.version())
        .add("at", change.at().toString())
        .add("by", change.by())
        .add("changes", differences(change.differences()));
  }

  static JsonObject changed(LiveSettings before, LiveSettings after, boolean trial) {
    JsonObjectBuilder out = Json.object();
    if (trial) {
      out.add("dry_run", true);
    }
    return out.add("version", after.version())
        .add("changes", differences(LiveSettings.differences(before.texts(), after.texts())))
        .build();
  }

  static JsonArrayBuilder differences(List<Difference> differences) {
    JsonArrayBuilder all = Json.array();
    for (Difference each : differences) {
      JsonObjectBuilder one = Json.object().add("key", each.key());
      each.before().ifPresent(text -> one.add("before", shown(each.key(), text)));
      each.after().ifPresent(text -> one.add("after", shown(each.key(), text)));
      all.add(one);
    }
    return all;
  }

  private static String shown(String key, String text) {
    return Setting.isSecret(key) ? ControlKinds.MASK : text;
  }

  /** The wished texts by key; null takes a live setting back. */
  static Map<String, Optional<String>> wishes(JsonObject document) {
    Map<String, Optional<String>> wishes = new TreeMap<>();
    if (document.isEmpty() || document.size() > KEYS_MAX) {
      throw Problem.of(400, "the document must name 1 to " + KEYS_MAX + " settings");
    }
    document.forEach((key, value) -> wishes.put(key, text(key, value)));
    return wishes;
  }

  private static Optional<String> text(String key, JsonValue value) {
    return switch (value.getValueType()) {
      case NULL -> Optional.empty();
      case STRING -> Optional.of(((JsonString) value).getString());
      case NUMBER, TRUE, FALSE -> Optional.of(value.toString());
      default -> throw Problem.in(422, key, "setting " + key + " must be a text as in the file");
    };
  }

  static long version(JsonObject document) {
    if (document.size() == 1
        && document.get("version") instanceof JsonNumber number
        && number.isIntegral()
        && number.bigIntegerValue().bitLength() < 63) {
      return number.longValue();
    }
    throw Problem.in(422, "version", "the document must be {\"version\": NUMBER}");
  }
}
