package relay.domain.contacts;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Bounds of the mails that ask contacts to confirm a list.
 *
 * @param lifetime how long the link in one works
 * @param perAddress mails for one address within {@code window}
 * @param window see there
 * @param perMinute mails that a node sends in a minute
 */
public record ConfirmationSettings(
    Duration lifetime, int perAddress, Duration window, int perMinute) {
  static final Setting<Duration> LIFETIME =
      new Setting<>(
          "contacts.confirmation-lifetime",
          SettingType.duration(Duration.ofMinutes(10), Duration.ofDays(90)),
          "7d",
          "How long the link works by which a contact confirms a list; at most identity.token-lifetime.");
  static final Setting<Integer> PER_ADDRESS =
      new Setting<>(
          "contacts.confirmations-per-address",
          SettingType.integer(1, 1_000),
          "3",
          "How many mails that ask to confirm a list go to one address within contacts.confirmation-window, of all lists and tenants together; who is put on more lists is not asked.");
  static final Setting<Duration> WINDOW =
      new Setting<>(
          "contacts.confirmation-window",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(90)),
          "1d",
          "The time in which contacts.confirmations-per-address counts.");
  static final Setting<Integer> PER_MINUTE =
      new Setting<>(
          "contacts.confirmations-per-minute",
          SettingType.integer(1, 100_000),
          "600",
          "How many mails that ask to confirm a list a node sends in a minute; others wait, as after an import.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(LIFETIME, PER_ADDRESS, WINDOW, PER_MINUTE));

  public static ConfirmationSettings from(Settings settings) {
    return new ConfirmationSettings(
        settings.get(LIFETIME),
        settings.get(PER_ADDRESS),
        settings.get(WINDOW),
        settings.get(PER_MINUTE));
  }

  /** How long a mail that was sent is remembered: as long as it counts, or its link works. */
  public Duration retention() {
    return lifetime.compareTo(window) > 0 ? lifetime : window;
  }
}
