package relay.ejb.login;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import relay.domain.configuration.RelayConfiguration;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

/** Exchanges for tests. */
public final class LoginExchanges {
  private LoginExchanges() {}

  /** Of a node whose database is never opened. */
  public static LoginExchange alone() {
    RelayConfiguration configuration = RelayConfiguration.of(Map.of(), Map.of());
    return new LoginExchange(
        new Database(TestDatabases.settings(""), Path.of("never-opened")),
        () -> configuration,
        InstantSource.system());
  }
}
