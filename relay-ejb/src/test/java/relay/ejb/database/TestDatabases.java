package relay.ejb.database;

import java.time.Duration;
import relay.domain.view.DatabaseSettings;

/** Settings of databases for tests. */
public final class TestDatabases {
  private TestDatabases() {}

  /** Empty text: the built-in one. */
  public static DatabaseSettings settings(String url) {
    return new DatabaseSettings(
        url, "relay", "", 8, Duration.ofMillis(50), 1000, Duration.ofMillis(200), 4000);
  }
}
