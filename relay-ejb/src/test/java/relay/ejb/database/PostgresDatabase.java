package relay.ejb.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import relay.acceptance.InstalledPostgres;

/**
 * A database at a PostgreSQL of this machine: a database for each test class, opened and emptied
 * for each test. All classes share one server, which is started for the first and stopped after the
 * last. Where no PostgreSQL is installed the tests are left out.
 */
public final class PostgresDatabase
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final Namespace OURS = Namespace.create(PostgresDatabase.class);
  private final Consumer<Database> emptying;
  private Optional<InstalledPostgres> server = Optional.empty();
  private String url = "";
  private Database database;

  /** A server until the end of all tests. */
  private record Running(Optional<InstalledPostgres> server) implements AutoCloseable {
    static Running start() {
      try {
        return new Running(InstalledPostgres.start(Path.of(".")));
      } catch (IOException e) {
        throw new UncheckedIOException("the PostgreSQL of this machine does not start", e);
      }
    }

    @Override
    public void close() throws IOException {
      if (server.isPresent()) {
        server.get().close();
      }
    }
  }

  private PostgresDatabase(Consumer<Database> emptying) {
    this.emptying = emptying;
  }

  /** One that is emptied like this before each test. */
  public static PostgresDatabase emptiedBy(Consumer<Database> emptying) {
    return new PostgresDatabase(emptying);
  }

  /** One of which these tables are emptied before each test. */
  public static PostgresDatabase emptyingTables(String tables) {
    return emptiedBy(
        database ->
            database.inTransaction(
                connection -> {
                  try (var statement = connection.createStatement()) {
                    return statement.execute("truncate " + tables);
                  }
                }));
  }

  @Override
  public void beforeAll(ExtensionContext tests) throws SQLException {
    server =
        tests
            .getRoot()
            .getStore(OURS)
            .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class)
            .server();
    // also asked for the classes within the class, which use its database
    if (server.isPresent() && url.isEmpty()) {
      String name = tests.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT);
      InstalledPostgres postgres = server.get();
      try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), "");
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
      url = postgres.url().replaceFirst("[^/]+$", name);
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    database = new Database(TestDatabases.settings(url()), Path.of("."));
    assertThat(database.open()).as(() -> String.valueOf(database.trouble())).isTrue();
    emptying.accept(database);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (database != null) {
      database.close();
      database = null;
    }
  }

  /** The one that is open. */
  public Database database() {
    return database;
  }

  /** Where it is; leaves the test out where no PostgreSQL is installed. */
  public String url() {
    assumeTrue(server.isPresent(), "no PostgreSQL is installed: tested on H2 only");
    return url;
  }

  /** Takes the server away, as a crash would. */
  public void stopServer() throws IOException {
    server.orElseThrow().stop();
  }

  /** Brings it back. */
  public void startServer() throws IOException {
    server.orElseThrow().restart();
  }
}
