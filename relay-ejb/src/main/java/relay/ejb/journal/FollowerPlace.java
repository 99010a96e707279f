package relay.ejb.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import relay.domain.journal.JournalPosition;

/**
 * How far a follower has come in its node's journal, in a table of its own (columns {@code node}
 * and {@code place}): moved on in the transaction that keeps what came of the events, each counts
 * once. Thread-safe.
 */
public final class FollowerPlace {
  private final String table;
  private final String node;

  /**
   * @param table its name; never anything from outside
   */
  public FollowerPlace(String table, String node) {
    this.table = table;
    this.node = node;
  }

  /** Where it stopped; the start of the journal when it never began. */
  public JournalPosition read(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select place from " + table + " where node = ?")) {
      select.setString(1, node);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? JournalPosition.parse(row.getString(1)) : JournalPosition.START;
      }
    }
  }

  /** The next time it goes on here. */
  public void moveTo(Connection connection, JournalPosition next) throws SQLException {
    for (String sql :
        new String[] {
          "update " + table + " set place = ? where node = ?",
          "insert into " + table + " (place, node) values (?, ?)"
        }) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, next.toString());
        statement.setString(2, node);
        if (statement.executeUpdate() > 0) {
          return;
        }
      }
    }
  }
}
