package relay.domain.egress;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How egress sources are watched.
 *
 * @param checkEvery how often the names of their addresses are looked up
 */
public record EgressSettings(Duration checkEvery) {
  static final Setting<Duration> CHECK_EVERY =
      new Setting<>(
          "egress.check-every",
          SettingType.duration(Duration.ofSeconds(10), Duration.ofDays(1)),
          "15m",
          "How often the names (PTR) of the addresses of egress sources are compared with their"
              + " EHLO names; new addresses are looked up within a minute.");

  public static final List<Setting<?>> ALL = Setting.whileRunning(List.of(CHECK_EVERY));

  public static EgressSettings from(Settings settings) {
    return new EgressSettings(settings.get(CHECK_EVERY));
  }
}
