package relay.domain.identity;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Of the tokens that prove which mail came back.
 *
 * @param lifetime how long after its mail was accepted a token counts
 */
public record IdentitySettings(Duration lifetime) {
  static final Setting<Duration> LIFETIME =
      new Setting<>(
              "identity.token-lifetime",
              SettingType.duration(Duration.ofDays(1), Duration.ofDays(366)),
              "90d",
              "How long after its mail was accepted an identity token counts: bounces and"
                  + " complaints that come later change nothing.")
          .whileRunning();

  public static final List<Setting<?>> ALL = List.of(LIFETIME);

  public static IdentitySettings from(Settings settings) {
    return new IdentitySettings(settings.get(LIFETIME));
  }
}
