package relay.domain.journal;

import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How the journal files are kept.
 *
 * @param fileSizeMax octets after which a new file is begun
 * @param ledgerEntries how many ended queue entries the ledger remembers
 */
public record JournalSettings(long fileSizeMax, int ledgerEntries) {
  static final Setting<Long> FILE_SIZE_MAX =
      new Setting<>(
          "journal.file-size-max",
          SettingType.size(64 << 10, 1L << 30),
          "64MB",
          "A journal file that has grown to this size, or is from an earlier day, is followed by a new one.");
  static final Setting<Integer> LEDGER_ENTRIES =
      new Setting<>(
          "journal.ledger-entries",
          SettingType.integer(1_000, 10_000_000),
          "20000",
          "How many finished attempts are remembered, so that what a crash redelivers is not sent twice; more than the broker can redeliver at once.");

  public static final List<Setting<?>> ALL = List.of(FILE_SIZE_MAX, LEDGER_ENTRIES);

  public static JournalSettings from(Settings settings) {
    return new JournalSettings(settings.get(FILE_SIZE_MAX), settings.get(LEDGER_ENTRIES));
  }
}
