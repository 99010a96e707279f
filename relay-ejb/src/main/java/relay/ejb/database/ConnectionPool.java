package relay.ejb.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import relay.domain.view.ViewUnavailable;

/**
 * A bounded set of open connections. Thread-safe. Settings decide the database at start, and the
 * four servers differ in how a data source of the application finds its driver; so the pool is
 * ours.
 */
final class ConnectionPool implements AutoCloseable {
  private static final int VALIDATION_SECONDS = 2;

  private final DataSource source;
  private final Semaphore permits;
  private final Duration patience;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  ConnectionPool(DataSource source, int connectionsMax, Duration patience) {
    this.source = source;
    this.permits = new Semaphore(connectionsMax);
    this.patience = patience;
  }

  /**
   * Runs the work in one transaction: commits what returns, rolls back what throws.
   *
   * @throws ViewUnavailable when no connection is free in time
   */
  <T> T inTransaction(Database.Work<T> work) throws SQLException {
    if (!acquire()) {
      throw new ViewUnavailable("all database connections are busy; try again", null);
    }
    try {
      Connection connection = open();
      boolean sound = false;
      try {
        T result = work.with(connection);
        connection.commit();
        sound = true;
        return result;
      } finally {
        giveBack(connection, sound);
      }
    } finally {
      permits.release();
    }
  }

  private boolean acquire() {
    try {
      return permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Connection open() throws SQLException {
    Connection connection = idle.poll();
    while (connection != null && !connection.isValid(VALIDATION_SECONDS)) {
      closeQuietly(connection);
      connection = idle.poll();
    }
    if (connection == null) {
      connection = source.getConnection();
      connection.setAutoCommit(false);
    }
    return connection;
  }

  private void giveBack(Connection connection, boolean sound) {
    if (!sound && !rolledBack(connection) || closed) {
      closeQuietly(connection);
    } else {
      idle.push(connection);
    }
  }

  private static boolean rolledBack(Connection connection) {
    try {
      connection.rollback();
      return true;
    } catch (SQLException e) {
      return false; // broken: the caller closes it; the first failure is on its way up
    }
  }

  @SuppressWarnings("EmptyCatchBlock")
  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      // nothing is left to be released on our side
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Connection c = idle.poll(); c != null; c = idle.poll()) {
      closeQuietly(c);
    }
  }
}
