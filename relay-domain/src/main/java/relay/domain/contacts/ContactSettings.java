package relay.domain.contacts;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How contacts are kept.
 *
 * @param imports bounds of imports
 * @param confirmations bounds of mails that ask to confirm a list
 * @param proofRetention how long proofs of consent stay after their contact has gone
 */
public record ContactSettings(
    Duration proofRetention, ImportSettings imports, ConfirmationSettings confirmations) {
  static final Setting<Duration> PROOF_RETENTION =
      new Setting<>(
          "contacts.proof-retention",
          SettingType.duration(Duration.ZERO, Duration.ofDays(36_500)),
          "1095d",
          "How long proofs of consent stay after their contact was removed or erased, under a hash of the address; so long nobody who left a list is put back onto it by a file.");

  public static final List<Setting<?>> ALL =
      Stream.of(
              Setting.whileRunning(List.of(PROOF_RETENTION)),
              ImportSettings.ALL,
              ConfirmationSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  public static ContactSettings from(Settings settings) {
    return new ContactSettings(
        settings.get(PROOF_RETENTION),
        ImportSettings.from(settings),
        ConfirmationSettings.from(settings));
  }
}
