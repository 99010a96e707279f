package relay.ejb.warmup;

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

class PostgresWarmUpRowsTest implements WarmUpRowsContract {
  @TempDir static Path folder;
  private static Optional<InstalledPostgres> postgres = Optional.empty();
  private Database database;

  @BeforeAll
  static void startServer() throws IOException {
    postgres = InstalledPostgres.start(folder);
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (postgres.isPresent()) {
      postgres.get().close();
    }
  }

  @BeforeEach
  void open() {
    assumeTrue(postgres.isPresent(), "no PostgreSQL is installed: warm-ups were tested on H2 only");
    database = new Database(TestDatabases.settings(postgres.get().url()), folder);
    assertThat(database.open()).as(() -> String.valueOf(database.trouble())).isTrue();
    database.inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute("truncate warm_up");
          }
        });
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  @Override
  public Database database() {
    return database;
  }
}
