package relay.domain.unsubscribe;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import relay.domain.settings.PublicUrl;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Of the links by which recipients unsubscribe.
 *
 * @param publicUrl where recipients reach this relay's HTTP, with a slash at its end; empty: mail
 *     offers to unsubscribe by mail only
 * @param wrongPerMinute links that prove nothing, for each client address
 * @param atOnce unsubscriptions worked on at a time
 */
public record UnsubscribeSettings(Optional<URI> publicUrl, int wrongPerMinute, int atOnce) {
  static final Setting<Optional<URI>> PUBLIC_URL =
      new Setting<>(
          "unsubscribe.public-url",
          PublicUrl.TYPE,
          "",
          "Where recipients reach this relay over HTTPS, usually by a reverse proxy: the links of"
              + " mail to unsubscribe with one click begin with it. Empty: mail offers to"
              + " unsubscribe by mail only.");
  static final Setting<Integer> WRONG_PER_MINUTE =
      new Setting<>(
          "unsubscribe.wrong-per-minute",
          SettingType.integer(1, 100_000),
          "60",
          "How many forged or expired unsubscribe links a client address may try in a minute before"
              + " it is answered 429 to all such; genuine ones are always taken.");
  static final Setting<Integer> AT_ONCE =
      new Setting<>(
          "unsubscribe.at-once",
          SettingType.integer(1, 1_000),
          "8",
          "How many unsubscriptions over HTTP are worked on at a time; others are answered 503 and"
              + " come again.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(PUBLIC_URL, WRONG_PER_MINUTE, AT_ONCE));

  public static UnsubscribeSettings from(Settings settings) {
    return new UnsubscribeSettings(
        settings.get(PUBLIC_URL), settings.get(WRONG_PER_MINUTE), settings.get(AT_ONCE));
  }
}
