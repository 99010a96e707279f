package relay.domain.view;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Where the message view is kept and how it follows the journal.
 *
 * @param url JDBC URL; empty text for the built-in H2 in the data folder
 * @param connections most open connections
 * @param interval pause between looks at the journal
 * @param batchEvents most journal events of one transaction
 * @param reopenDelayMax longest pause between tries to reach a database that is gone
 * @param storyMax characters after which the story of one mail is cut
 */
public record DatabaseSettings(
    String url,
    String user,
    String password,
    int connections,
    Duration interval,
    int batchEvents,
    Duration reopenDelayMax,
    int storyMax) {
  static final Setting<String> URL =
      new Setting<>(
          "database.url",
          SettingType.text(
              "empty, jdbc:postgresql:... or jdbc:h2:...",
              Pattern.compile("|jdbc:(postgresql|h2):\\S{1,500}")),
          "",
          "The database of the message view; empty keeps an H2 file in the data folder.");
  static final Setting<String> USER =
      new Setting<>("database.user", SettingType.text(), "relay", "The database user.");
  static final Setting<String> PASSWORD =
      new Setting<>("database.password", SettingType.text(), "", "The database user's password.");
  static final Setting<Integer> CONNECTIONS =
      new Setting<>(
          "database.connections",
          SettingType.integer(2, 64),
          "6",
          "Most connections to the database; one follows the journal, the others answer searches.");
  static final Setting<Duration> INTERVAL =
      new Setting<>(
          "database.follow-interval",
          SettingType.duration(Duration.ofMillis(50), Duration.ofMinutes(5)),
          "1s",
          "Pause between two looks at the journal for new events.");
  static final Setting<Integer> BATCH_EVENTS =
      new Setting<>(
          "database.batch-events",
          SettingType.integer(1, 20_000),
          "3000",
          "Most journal events that go into the database in one transaction.");
  static final Setting<Duration> REOPEN_DELAY_MAX =
      new Setting<>(
          "database.reopen-delay-max",
          SettingType.duration(Duration.ofMillis(50), Duration.ofHours(1)),
          "1m",
          "Longest pause between two tries to reach a database that is gone.");

  static final Setting<Long> STORY_MAX =
      new Setting<>(
          "database.story-max",
          SettingType.size(4 << 10, 500 << 10),
          "256KB",
          "Size at which the story of one mail is cut in the database; the journal files have it whole.");

  public static final List<Setting<?>> ALL =
      List.of(
          URL, USER, PASSWORD, CONNECTIONS, INTERVAL, BATCH_EVENTS, REOPEN_DELAY_MAX, STORY_MAX);

  /** The URL for logs and whoever asks how the node is: without parameters, such as a password. */
  public String place() {
    return url.split("[?;]", 2)[0];
  }

  public static DatabaseSettings from(Settings settings) {
    return new DatabaseSettings(
        settings.get(URL),
        settings.get(USER),
        settings.get(PASSWORD),
        settings.get(CONNECTIONS),
        settings.get(INTERVAL),
        settings.get(BATCH_EVENTS),
        settings.get(REOPEN_DELAY_MAX),
        settings.get(STORY_MAX).intValue());
  }

  /** Whether the built-in database is meant. */
  public boolean isBuiltIn() {
    return url.isEmpty();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + ", user=" + user + "]";
  }
}
