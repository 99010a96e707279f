package relay.domain.user;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Sessions of people in a browser or with a cookie jar.
 *
 * @param idle a session ends after this time without a request
 * @param life and after this time whatever happens
 * @param most at a time; past it the one that was idle longest ends
 * @param mostOfUser at a time of one user; past it his that was idle longest ends
 */
public record SessionSettings(Duration idle, Duration life, int most, int mostOfUser) {
  static final Setting<Duration> IDLE =
      new Setting<>(
          "session.idle",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofHours(24)),
          "30m",
          "A session over HTTP ends after this time without a request.");
  static final Setting<Duration> LIFE =
      new Setting<>(
          "session.life",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
          "12h",
          "A session over HTTP ends after this time, used or not.");
  static final Setting<Integer> MOST =
      new Setting<>(
          "session.max",
          SettingType.integer(1, 100_000),
          "1000",
          "Most sessions, on all nodes together; past it the one that was idle longest ends.");
  static final Setting<Integer> MOST_OF_USER =
      new Setting<>(
          "session.max-per-user",
          SettingType.integer(1, 1000),
          "10",
          "Most sessions of one user, on all nodes together; past it the one of them that was idle"
              + " longest ends.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(IDLE, LIFE, MOST, MOST_OF_USER));

  public static SessionSettings from(Settings settings) {
    return new SessionSettings(
        settings.get(IDLE), settings.get(LIFE), settings.get(MOST), settings.get(MOST_OF_USER));
  }
}
