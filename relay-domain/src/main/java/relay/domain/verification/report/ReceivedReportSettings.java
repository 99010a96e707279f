package relay.domain.verification.report;

import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What reports of others may cost.
 *
 * @param packedOctetsMax of the mail or file that a report comes in
 * @param xmlOctetsMax of an unpacked DMARC report
 * @param jsonOctetsMax of an unpacked TLS report, which is in memory as a whole
 * @param recordsMax of one report; further ones are left out and said so
 */
public record ReceivedReportSettings(
    long packedOctetsMax, long xmlOctetsMax, long jsonOctetsMax, int recordsMax) {

  static final Setting<Long> PACKED_OCTETS_MAX =
      new Setting<>(
          "received-reports.packed-octets-max",
          SettingType.size(1024, 256L << 20),
          "16MB",
          "How large a mail or file with a DMARC or TLS report may be.");
  static final Setting<Long> XML_OCTETS_MAX =
      new Setting<>(
          "received-reports.xml-octets-max",
          SettingType.size(1024, 1L << 30),
          "64MB",
          "How large a DMARC report may be when it is unpacked.");
  static final Setting<Long> JSON_OCTETS_MAX =
      new Setting<>(
          "received-reports.json-octets-max",
          SettingType.size(1024, 64L << 20),
          "4MB",
          "How large a TLS report may be when it is unpacked; it is held in memory.");
  static final Setting<Integer> RECORDS_MAX =
      new Setting<>(
          "received-reports.records-max",
          SettingType.integer(1, 1_000_000),
          "20000",
          "How many records of one report are read; what is more is left out and said so.");

  public static final List<Setting<?>> ALL =
      List.of(PACKED_OCTETS_MAX, XML_OCTETS_MAX, JSON_OCTETS_MAX, RECORDS_MAX);

  public static ReceivedReportSettings from(Settings settings) {
    return new ReceivedReportSettings(
        settings.get(PACKED_OCTETS_MAX),
        settings.get(XML_OCTETS_MAX),
        settings.get(JSON_OCTETS_MAX),
        settings.get(RECORDS_MAX));
  }
}
