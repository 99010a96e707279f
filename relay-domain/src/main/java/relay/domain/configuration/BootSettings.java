package relay.domain.configuration;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import relay.domain.settings.Setting;

/**
 * What this process was started with, unchecked.
 *
 * @param file keys and values of the settings file; empty when there is none
 * @param environment variables of the process; they win over everything else
 */
public record BootSettings(Map<String, String> file, Map<String, String> environment) {
  public BootSettings {
    file = Map.copyOf(file);
    environment = Map.copyOf(environment);
  }

  /**
   * Those of this process.
   *
   * @throws relay.domain.settings.InvalidSetting when the file cannot be read
   */
  public static BootSettings load() {
    return load(System.getProperties(), System.getenv());
  }

  static BootSettings load(Properties process, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    String data = process.getProperty(RelayConfiguration.DATA_PROPERTY);
    if (data != null) {
      variables.put(RelayConfiguration.DATA_VARIABLE, data);
    }
    String file =
        process.getProperty(
            RelayConfiguration.SETTINGS_PROPERTY,
            environment.get(RelayConfiguration.SETTINGS_VARIABLE));
    return new BootSettings(file == null ? Map.of() : SettingsFile.read(Path.of(file)), variables);
  }

  /**
   * All settings, with these in the place of the file's.
   *
   * @throws relay.domain.settings.InvalidSetting naming key, value and rule
   */
  public RelayConfiguration with(Map<String, String> live) {
    Map<String, String> joined = new HashMap<>(file);
    joined.putAll(live);
    return RelayConfiguration.of(joined, environment);
  }

  /** Whether the environment gives this key, so that nothing else can. */
  public boolean isFixed(String key) {
    return environment.containsKey(Setting.environmentNameOf(key));
  }
}
