package relay.domain.listener;

import java.util.List;
import relay.domain.mail.NetworkRange;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How many connections there may be; counted over all listeners together.
 *
 * @param total connections at one time; also the number of threads that serve them
 * @param perClient connections at one time from one address
 * @param newPerClientAndMinute connections begun within a minute from one address
 * @param exempt clients to which only the total applies
 */
public record ConnectionLimits(
    int total, int perClient, int newPerClientAndMinute, List<NetworkRange> exempt) {
  static final Setting<Integer> TOTAL =
      new Setting<>(
          "smtp.connections-max",
          SettingType.integer(1, 20_000),
          "500",
          "Most SMTP connections at one time; each one beyond gets 421.");
  static final Setting<Integer> PER_CLIENT =
      new Setting<>(
          "smtp.connections-per-client-max",
          SettingType.integer(1, 20_000),
          "50",
          "Most SMTP connections at one time from one address.");
  static final Setting<Integer> NEW_PER_CLIENT =
      new Setting<>(
          "smtp.new-connections-per-client-and-minute-max",
          SettingType.integer(1, 1_000_000),
          "600",
          "Most SMTP connections that one address may begin within a minute.");
  static final Setting<List<NetworkRange>> EXEMPT =
      new Setting<>(
          "smtp.unlimited-clients",
          SettingType.listOf(ListenerSettings.RANGE, 100),
          "127.0.0.0/8,::1",
          "Addresses to which the limits per client do not apply.");

  static final List<Setting<?>> ALL = List.of(TOTAL, PER_CLIENT, NEW_PER_CLIENT, EXEMPT);

  static ConnectionLimits from(Settings settings) {
    return new ConnectionLimits(
        settings.get(TOTAL),
        settings.get(PER_CLIENT),
        settings.get(NEW_PER_CLIENT),
        settings.get(EXEMPT));
  }
}
