package relay.ejb.login;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The revision that each written row raises, within one transaction that has locked it. */
final class LoginVersion {
  private final Connection connection;
  private long revision;

  private LoginVersion(Connection connection, long revision) {
    this.connection = connection;
    this.revision = revision;
  }

  static long now(Connection connection) throws SQLException {
    return read(connection, "");
  }

  /** Nobody else writes until this transaction has ended. */
  static LoginVersion lock(Connection connection) throws SQLException {
    return new LoginVersion(connection, read(connection, " for update"));
  }

  private static long read(Connection connection, String lock) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select revision from login_version where id = 1" + lock);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the row of the login revision is missing");
      }
      return row.getLong(1);
    }
  }

  long next() {
    return ++revision;
  }

  long last() {
    return revision;
  }

  void write() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update login_version set revision = ? where id = 1")) {
      update.setLong(1, revision);
      update.executeUpdate();
    }
  }
}
