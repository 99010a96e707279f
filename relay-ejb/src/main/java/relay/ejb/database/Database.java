package relay.ejb.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.ViewUnavailable;

/**
 * The database of message view, control objects and audit: opened by whoever runs by schedule (the
 * follower of the journal, the watch over control objects), again and again while it cannot be
 * reached, and used by everyone else only while it is open. Thread-safe.
 */
public class Database implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Database.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Something to do with a connection, which must not be kept. */
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private final DatabaseSettings settings;
  private final Path dataFolder;
  private volatile ConnectionPool pool;
  private volatile String trouble = "the database was not opened yet";

  public Database(DatabaseSettings settings, Path dataFolder) {
    this.settings = settings;
    this.dataFolder = dataFolder;
  }

  /** Opens it and brings the tables up to date; false when that failed now. */
  public synchronized boolean open() {
    if (pool != null) {
      return true;
    }
    try {
      DataSource source = DataSources.of(settings, dataFolder);
      Schema.migrate(source);
      pool = new ConnectionPool(source, settings.connections(), PATIENCE);
      trouble = "";
      LOG.info(() -> "the database is open: " + place());
      return true;
    } catch (SQLException | FlywayException e) {
      fail("the database " + place() + " cannot be opened; check database.* settings", e);
      return false;
    }
  }

  /**
   * Runs the work in one transaction.
   *
   * @throws ViewUnavailable when the database is not open or the work failed
   */
  public <T> T inTransaction(Work<T> work) {
    ConnectionPool open = pool;
    if (open == null) {
      throw new ViewUnavailable(trouble, null);
    }
    try {
      return open.inTransaction(work);
    } catch (SQLException e) {
      if (isGone(e)) {
        fail("the database " + place() + " was lost", e);
        pool = null;
        open.close();
      }
      throw new ViewUnavailable(reason(e), e);
    }
  }

  /**
   * The same, and on disk when this returns. H2 writes a committed transaction seconds later, which
   * is right for what the journal tells again, and wrong for what an operator was told is done.
   *
   * @throws ViewUnavailable when the database is not open or the work failed
   */
  public <T> T durably(Work<T> work) {
    T result = inTransaction(work);
    if (isH2()) {
      inTransaction(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute("CHECKPOINT SYNC");
            }
          });
    }
    return result;
  }

  /** Whether it is PostgreSQL, for what the two databases do differently. */
  public static boolean isPostgres(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
  }

  private boolean isH2() {
    return settings.isBuiltIn() || settings.url().startsWith("jdbc:h2:");
  }

  /** Why it cannot be used now; empty while it can. */
  public Optional<String> trouble() {
    return Optional.of(trouble).filter(t -> !t.isEmpty());
  }

  /** SQLSTATE 08 is the connection, 57 the server going down, 90 H2's own: closed, locked. */
  private static boolean isGone(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P") || state.startsWith("90");
  }

  /** Without the statement, which a batch that fails puts into its message with all values. */
  static String reason(SQLException e) {
    SQLException cause = e.getNextException() == null ? e : e.getNextException();
    String told = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    // SQLSTATE 22 and 23: values that do not fit
    boolean isRefused = String.valueOf(cause.getSQLState()).matches("2[23].*");
    return (isRefused ? "the database refused a value: " : "the database did not answer: ") + told;
  }

  private void fail(String text, Exception cause) {
    String before = trouble;
    trouble = text + ": " + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    // once per cause: it is tried again and again
    LOG.log(before.equals(trouble) ? Level.FINE : Level.WARNING, trouble);
  }

  private String place() {
    return settings.isBuiltIn() ? "in " + dataFolder.resolve("database") : settings.place();
  }

  /** Lets go of everything; H2 writes its file to the end. */
  @Override
  public void close() {
    ConnectionPool open = pool;
    pool = null;
    trouble = "the relay is stopping";
    if (open == null) {
      return;
    }
    if (settings.isBuiltIn()) {
      shutDown(open);
    }
    open.close();
  }

  private static void shutDown(ConnectionPool open) {
    try {
      open.inTransaction(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              statement.execute("SHUTDOWN");
            }
            return null;
          });
    } catch (SQLException | ViewUnavailable e) {
      LOG.log(Level.FINE, "the commit after SHUTDOWN finds the database closed, as it must be", e);
    }
  }
}
