package relay.domain.administration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKinds;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

/** All settings of a node for people: what each is, and which place gave it. */
public final class SettingsList {
  private final CurrentConfiguration current;

  public SettingsList(CurrentConfiguration current) {
    this.current = current;
  }

  /** Which place a value comes from. */
  public enum Source {
    DEFAULT,
    FILE,
    LIVE,
    ENVIRONMENT
  }

  /**
   * One setting.
   *
   * @param key with the operator's name in it, or with the star where no name is given
   * @param value as it would stand in the file; secrets masked
   */
  public record Row(String key, String value, Source source, Setting<?> setting) {}

  /**
   * In the order of the reference page; settings with a star once for each name, or as they are.
   */
  public List<Row> rows() {
    Map<String, String> live = current.inForce();
    Map<String, String> file = current.boot().file();
    Map<String, String> joined = new HashMap<>(file);
    joined.putAll(live);
    List<Setting<?>> declared = RelayConfiguration.declared();
    joined.keySet().removeIf(key -> Settings.find(key, declared).isEmpty());
    live.forEach((key, text) -> joined.put(key, Setting.isSecret(key) ? "" : text));
    Settings given = Settings.of(declared, joined, current.boot().environment());
    List<Row> rows = new ArrayList<>();
    for (Setting<?> setting : declared) {
      List<String> keys = new ArrayList<>();
      if (setting.isNamed()) {
        new TreeSet<>(given.names(setting)).forEach(name -> keys.add(setting.keyFor(name)));
      }
      if (keys.isEmpty()) {
        keys.add(setting.key());
      }
      for (String key : keys) {
        rows.add(new Row(key, value(key, given, setting), source(key, live, file), setting));
      }
    }
    return rows;
  }

  private static String value(String key, Settings given, Setting<?> setting) {
    String text = given.texts().get(key);
    if (text == null) {
      return setting.defaultText();
    }
    return Setting.isSecret(key) ? ControlKinds.MASK : text;
  }

  private Source source(String key, Map<String, String> live, Map<String, String> file) {
    if (current.boot().isFixed(key)) {
      return Source.ENVIRONMENT;
    }
    if (live.containsKey(key)) {
      return Source.LIVE;
    }
    return file.containsKey(key) ? Source.FILE : Source.DEFAULT;
  }
}
