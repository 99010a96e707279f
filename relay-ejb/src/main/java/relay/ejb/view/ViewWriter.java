package relay.ejb.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.view.MessageChange;
import relay.ejb.database.Database;

/**
 * Applies a batch of changes and moves the node's place in the journal on, both in one transaction.
 * Thread-safe; one node's batches come one after another.
 */
final class ViewWriter {
  private static final Logger LOG = Logger.getLogger(ViewWriter.class.getName());
  private final Database database;
  private final String node;
  private final int storyMax;

  ViewWriter(Database database, String node, int storyMax) {
    this.database = database;
    this.node = node;
    this.storyMax = storyMax;
  }

  /** Where the next batch begins; empty when this node never wrote. */
  Optional<String> place() {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select place from follower where node = ?")) {
            select.setString(1, node);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /**
   * Writes the changes.
   *
   * @param next the place after the events that made the changes
   * @return how many changes the database refused for what is in them; they are logged and left
   *     out, for one bad mail must not stop the view of all others
   */
  int write(Collection<MessageChange> changes, String next) {
    return database.inTransaction(
        connection -> {
          int refused = 0;
          try (ViewRows rows = new ViewRows(connection, storyMax)) {
            refused = writeAll(connection, rows, changes);
          }
          moveTo(connection, next);
          return refused;
        });
  }

  private int writeAll(Connection connection, ViewRows rows, Collection<MessageChange> changes)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    if (written(connection, rows, changes, before)) {
      return 0;
    }
    int refused = 0;
    for (MessageChange change : changes) {
      refused += written(connection, rows, List.of(change), connection.setSavepoint()) ? 0 : 1;
    }
    return refused;
  }

  private static boolean written(
      Connection connection, ViewRows rows, Collection<MessageChange> changes, Savepoint before)
      throws SQLException {
    try {
      for (MessageChange change : changes) {
        rows.add(change);
      }
      rows.flush();
      return true;
    } catch (SQLException e) {
      if (!isAboutData(e)) {
        throw e;
      }
      connection.rollback(before);
      rows.clear();
      LOG.log(
          changes.size() == 1 ? Level.WARNING : Level.FINE,
          "the message view cannot hold mail {0}: SQLSTATE {1}",
          new Object[] {changes.iterator().next().id(), e.getSQLState()});
      return false;
    }
  }

  /** SQLSTATE 22 is a value that does not fit, 23 a broken rule of the table. */
  private static boolean isAboutData(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("22") || state.startsWith("23");
  }

  private void moveTo(Connection connection, String next) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update follower set place = ? where node = ?")) {
      update.setString(1, next);
      update.setString(2, node);
      if (update.executeUpdate() > 0) {
        return;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into follower (place, node) values (?, ?)")) {
      insert.setString(1, next);
      insert.setString(2, node);
      insert.executeUpdate();
    }
  }
}
