package relay.domain.contacts;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Bounds of imports.
 *
 * @param uploadMax octets of a file
 * @param rowOctetsMax of a row
 * @param atOnce imports that run at a time on a node
 * @param openMax imports of a tenant that wait or run
 * @param chunk rows of a transaction
 * @param reportMax lines of a report
 * @param retention how long an import and its report can be seen after its end
 */
public record ImportSettings(
    long uploadMax,
    int rowOctetsMax,
    int atOnce,
    int openMax,
    int chunk,
    int reportMax,
    Duration retention) {
  static final Setting<Long> UPLOAD_MAX =
      new Setting<>(
          "contacts.import-size",
          SettingType.size(1 << 10, 1L << 36),
          "512MB",
          "The largest file of contacts that is taken; it lies in the data folder until it is read.");
  static final Setting<Long> ROW_OCTETS_MAX =
      new Setting<>(
          "contacts.import-row-size",
          SettingType.size(1 << 8, 1 << 20),
          "64KB",
          "The longest row of a file of contacts; longer ones are told and left out.");
  static final Setting<Integer> AT_ONCE =
      new Setting<>(
          "contacts.imports-at-once",
          SettingType.integer(1, 16),
          "2",
          "How many imports of contacts run at a time on a node; others wait.");
  static final Setting<Integer> OPEN_MAX =
      new Setting<>(
          "contacts.imports-waiting",
          SettingType.integer(1, 1_000),
          "10",
          "How many imports of a tenant wait or run; more are refused.");
  static final Setting<Integer> CHUNK =
      new Setting<>(
          "contacts.import-chunk",
          SettingType.integer(1, 10_000),
          "1000",
          "How many rows of a file of contacts are taken in one transaction.");
  static final Setting<Integer> REPORT_MAX =
      new Setting<>(
          "contacts.import-report-lines",
          SettingType.integer(0, 10_000_000),
          "100000",
          "How many lines the report of an import has at most; more are counted and not told.");
  static final Setting<Duration> RETENTION =
      new Setting<>(
          "contacts.import-retention",
          SettingType.duration(Duration.ofHours(1), Duration.ofDays(3_650)),
          "7d",
          "How long an import and its report can be seen after its end. Its file goes when it was read, or at the latest after this time.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(
          List.of(UPLOAD_MAX, ROW_OCTETS_MAX, AT_ONCE, OPEN_MAX, CHUNK, REPORT_MAX, RETENTION));

  public static ImportSettings from(Settings settings) {
    return new ImportSettings(
        settings.get(UPLOAD_MAX),
        Math.toIntExact(settings.get(ROW_OCTETS_MAX)),
        settings.get(AT_ONCE),
        settings.get(OPEN_MAX),
        settings.get(CHUNK),
        settings.get(REPORT_MAX),
        settings.get(RETENTION));
  }
}
