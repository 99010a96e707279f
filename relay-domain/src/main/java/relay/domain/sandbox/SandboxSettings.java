package relay.domain.sandbox;

import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How much the sandbox keeps; the oldest mail goes when either bound is reached.
 *
 * @param messagesMax number of mails
 * @param octetsMax octets of all of them together
 */
public record SandboxSettings(int messagesMax, long octetsMax) {
  static final Setting<Integer> MESSAGES_MAX =
      new Setting<>(
          "sandbox.messages-max",
          SettingType.integer(1, 100_000),
          "200",
          "How many mails the sandbox keeps; the oldest goes first.");
  static final Setting<Long> OCTETS_MAX =
      new Setting<>(
          "sandbox.size-max",
          SettingType.size(1024, 1L << 40),
          "100MB",
          "How large all mails in the sandbox may be together; the oldest goes first.");

  public static final List<Setting<?>> ALL = List.of(MESSAGES_MAX, OCTETS_MAX);

  public static SandboxSettings from(Settings settings) {
    return new SandboxSettings(settings.get(MESSAGES_MAX), settings.get(OCTETS_MAX));
  }
}
