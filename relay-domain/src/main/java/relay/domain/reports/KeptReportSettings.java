package relay.domain.reports;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How much is kept of what others report.
 *
 * @param keptFor counted from the first day that a report is about
 * @param rowsMax of all reports of one tenant; what would be more is refused
 */
public record KeptReportSettings(Duration keptFor, int rowsMax) {
  static final Setting<Duration> KEPT_FOR =
      new Setting<>(
          "received-reports.kept-for",
          SettingType.duration(Duration.ofDays(1), Duration.ofDays(3653)),
          "400d",
          "How long DMARC and TLS reports are kept, from the first day they are about; older ones are refused.");
  static final Setting<Integer> ROWS_MAX =
      new Setting<>(
          "received-reports.rows-max",
          SettingType.integer(1000, 50_000_000),
          "1000000",
          "Most rows of DMARC and TLS reports kept for one tenant; a report beyond them is refused.");

  public static final List<Setting<?>> ALL =
      List.of(KEPT_FOR.whileRunning(), ROWS_MAX.whileRunning());

  public static KeptReportSettings from(Settings settings) {
    return new KeptReportSettings(settings.get(KEPT_FOR), settings.get(ROWS_MAX));
  }
}
