package relay.ejb.user;

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
import relay.domain.user.LoginMarks;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class PostgresMarksTest implements DatabaseMarksContract {
  @TempDir static Path serverFolder;
  private static Optional<InstalledPostgres> postgres = Optional.empty();
  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private Database database;
  private LoginMarks marks;

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
    DatabaseMarksContract.empty(database);
    marks = new DatabaseMarks(database, clock);
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  @Override
  public LoginMarks marks() {
    return marks;
  }

  @Override
  public HandClock clock() {
    return clock;
  }

  @Override
  public Database database() {
    return database;
  }
}
