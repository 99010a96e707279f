package relay.domain.canary;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How often targets are tried by canary mails.
 *
 * @param every time between two of one target that went well
 * @param retry time after one that did not
 * @param from address that they come from; empty: postmaster at this host
 */
public record CanarySettings(Duration every, Duration retry, Optional<EmailAddress> from) {
  static final Setting<Duration> EVERY =
      new Setting<>(
          "route-canary.every",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(90)),
          "7d",
          "How often a target with a `canary` address is tried with a small mail to it.");
  static final Setting<Duration> RETRY =
      new Setting<>(
          "route-canary.retry",
          SettingType.duration(Duration.ofSeconds(10), Duration.ofDays(7)),
          "1h",
          "The same after a canary mail that was not taken.");
  static final Setting<Optional<EmailAddress>> FROM =
      new Setting<>(
          "route-canary.from",
          SettingType.of(
              "a mail address, or empty",
              text -> text.isEmpty() ? Optional.empty() : Optional.of(EmailAddress.parse(text))),
          "",
          "The address that canary mails come from, in envelope and header; empty: postmaster at"
              + " node.host-name. Services want one of a domain that they know.");

  public static final List<Setting<?>> ALL = Setting.whileRunning(List.of(EVERY, RETRY, FROM));

  public static CanarySettings from(Settings settings) {
    return new CanarySettings(settings.get(EVERY), settings.get(RETRY), settings.get(FROM));
  }
}
