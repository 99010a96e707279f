package relay.domain.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import relay.domain.http.HttpSettings;
import relay.domain.journal.JournalSettings;
import relay.domain.reception.ReceptionSettings;
import relay.domain.retention.RetentionSettings;
import relay.domain.routing.HostSearchSettings;
import relay.domain.routing.RoutingSettings;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;
import relay.domain.view.DatabaseSettings;

/** Every concept's settings. Immutable. */
public record RelayConfiguration(
    NodeSettings node,
    JournalSettings journal,
    ReceptionSettings reception,
    DatabaseSettings database,
    HttpSettings http,
    RetentionSettings retention,
    RoutingSettings routing,
    HostSearchSettings hostSearch) {

  /** All declared settings, in the order of the reference page. */
  public static List<Setting<?>> declared() {
    return Stream.of(
            NodeSettings.ALL,
            JournalSettings.ALL,
            ReceptionSettings.ALL,
            DatabaseSettings.ALL,
            HttpSettings.ALL,
            RetentionSettings.ALL,
            RoutingSettings.ALL,
            HostSearchSettings.ALL)
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  /**
   * Checks the settings and makes the records.
   *
   * @param file keys and values of the settings file; empty when there is none
   * @param environment variables of the process
   * @throws relay.domain.settings.InvalidSetting naming key, value and rule
   */
  public static RelayConfiguration of(Map<String, String> file, Map<String, String> environment) {
    Settings settings = Settings.of(declared(), file, environment);
    String data = environment.getOrDefault("RELAY_DATA", settings.get(NodeSettings.DATA_FOLDER));
    return new RelayConfiguration(
        NodeSettings.from(settings, Path.of(data)),
        JournalSettings.from(settings),
        ReceptionSettings.from(settings),
        DatabaseSettings.from(settings),
        HttpSettings.from(settings),
        RetentionSettings.from(settings),
        RoutingSettings.from(settings),
        HostSearchSettings.from(settings));
  }
}
