package relay.ejb.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.InstalledPostgres;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class PostgresContactDeskTest implements ContactDeskContract, SegmentContract {
  @TempDir static Path folder;
  private static Optional<InstalledPostgres> postgres = Optional.empty();
  private static Database database;

  @BeforeAll
  static void start() throws IOException {
    postgres = InstalledPostgres.start(folder);
    if (postgres.isPresent()) {
      database = new Database(TestDatabases.settings(postgres.get().url()), folder);
      assertThat(database.open()).as(() -> String.valueOf(database.trouble())).isTrue();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres.isPresent()) {
      database.close();
      postgres.get().close();
    }
  }

  @BeforeEach
  void begin() {
    assumeTrue(postgres.isPresent(), "no PostgreSQL is installed: tested on H2 only");
    ContactNode.empty(database);
  }

  @Override
  public Database database() {
    return database;
  }
}
