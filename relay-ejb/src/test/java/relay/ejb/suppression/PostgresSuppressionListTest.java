package relay.ejb.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.InstalledPostgres;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class PostgresSuppressionListTest implements SuppressionListContract {
  @TempDir static Path serverFolder;
  private static Optional<InstalledPostgres> postgres = Optional.empty();
  @TempDir Path folder;
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
    SuppressionNode.empty(database);
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  /** The rules over the same server. */
  @Nested
  class Rules extends BounceFollowerTest {
    @Override
    String url() {
      assumeTrue(postgres.isPresent(), "no PostgreSQL is installed: tested on H2 only");
      return postgres.get().url();
    }
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public Path folder() {
    return folder;
  }
}
