package relay.ejb.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.InstalledPostgres;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class PostgresLoginExchangeTest implements LoginExchangeContract {
  @TempDir static Path serverFolder;
  private static Optional<InstalledPostgres> postgres = Optional.empty();
  @TempDir Path folder;
  private LoginWorld world;
  private Database database;

  @BeforeAll
  static void startServer() throws IOException {
    postgres = InstalledPostgres.start(serverFolder);
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (postgres.isPresent()) {
      postgres.get().close();
    }
  }

  @BeforeEach
  void open() {
    assumeTrue(postgres.isPresent(), "no PostgreSQL is installed: tested on H2 only");
    database = new Database(TestDatabases.settings(postgres.get().url()), folder);
    assertThat(database.open()).as(() -> String.valueOf(database.trouble())).isTrue();
    empty(database);
    world = new LoginWorld();
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  @Override
  public LoginWorld world() {
    return world;
  }

  @Override
  public void openAgain() {
    assertThat(database.open()).isTrue();
  }

  @Override
  public Database database() {
    return database;
  }

  private static void empty(Database database) {
    database.inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.executeUpdate("delete from login_session");
            statement.executeUpdate("delete from login_failure");
            return statement.executeUpdate("delete from login_mark");
          }
        });
  }
}
