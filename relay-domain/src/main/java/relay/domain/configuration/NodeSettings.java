package relay.domain.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What this node is called and where it keeps its files.
 *
 * @param hostName the name in greetings, EHLO, trace headers and reports
 * @param dataFolder absolute; holds queues, journal, database, keys
 */
public record NodeSettings(String hostName, Path dataFolder) {
  static final Setting<String> HOST_NAME =
      new Setting<>(
          "node.host-name",
          SettingType.text("a host name", Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})")),
          "localhost",
          "The name in greetings, EHLO, trace headers and reports; must resolve to the address mail leaves from.");
  static final Setting<String> DATA_FOLDER =
      new Setting<>(
          "node.data-folder",
          SettingType.path(),
          ".relay",
          "The folder for queues, journal, database and keys; `--data` of the start command and RELAY_DATA win over it.");

  static final List<Setting<?>> ALL = List.of(HOST_NAME, DATA_FOLDER);

  static NodeSettings from(Settings settings, Path dataFolder) {
    return new NodeSettings(settings.get(HOST_NAME), dataFolder.toAbsolutePath().normalize());
  }
}
