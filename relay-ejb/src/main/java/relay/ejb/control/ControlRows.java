package relay.ejb.control;

import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.control.ChangeBook;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;

/** Control objects as rows, within a transaction of the caller. Thread-safe. */
final class ControlRows {
  private static final Logger LOG = System.getLogger(ControlRows.class.getName());
  private final ControlKinds kinds;

  ControlRows(ControlKinds kinds) {
    this.kinds = kinds;
  }

  long revision(Connection connection) throws SQLException {
    return revision(connection, "");
  }

  /** The same; nobody else changes anything until this transaction has ended. */
  long lock(Connection connection) throws SQLException {
    return revision(connection, " for update");
  }

  private static long revision(Connection connection, String lock) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select revision from control_version where id = 1" + lock);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the row of the control revision is missing");
      }
      return row.getLong(1);
    }
  }

  /** The state at this revision, from an earlier one; from the empty one everything is read. */
  ControlState at(Connection connection, ControlState earlier, long revision) throws SQLException {
    List<ControlObject> put = new ArrayList<>();
    List<ControlKey> gone = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select kind, tenant, id, version, document from control_object"
                + " where revision > ? and revision <= ?")) {
      select.setLong(1, earlier.revision());
      select.setLong(2, revision);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ControlKey key =
              new ControlKey(row.getString("kind"), row.getString("tenant"), row.getString("id"));
          String document = row.getString("document");
          if (document == null) {
            gone.add(key);
          } else {
            read(kinds, key, row.getLong("version"), document).ifPresent(put::add);
          }
        }
      }
    }
    return earlier.with(revision, put, gone);
  }

  /** An object of a kind that this version does not know is left out, and so is a broken one. */
  static Optional<ControlObject> read(
      ControlKinds kinds, ControlKey key, long version, String document) {
    try {
      return kinds
          .find(key.kind())
          .map(kind -> kind.read(key, version, ControlJson.read(document)));
    } catch (IllegalArgumentException e) {
      LOG.log(Logger.Level.ERROR, key + " cannot be read and does not count: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Writes what was decided, and the revision it makes. */
  void write(Connection connection, List<ChangeBook.Step> steps, long revision, Instant now)
      throws SQLException {
    for (ChangeBook.Step step : steps) {
      long version = step.after().or(step::before).orElseThrow().version();
      String document = step.after().map(o -> kinds.write(o).toString()).orElse(null);
      Row row = new Row(step.key(), version, revision, now, document);
      if (!update(connection, row)) {
        insert(connection, row);
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement("update control_version set revision = ? where id = 1")) {
      update.setLong(1, revision);
      update.executeUpdate();
    }
  }

  private record Row(
      ControlKey key, long version, long revision, Instant changedAt, String document) {}

  /** Also the row of an object that was deleted once; it says to all nodes that it is gone. */
  private static boolean update(Connection connection, Row row) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update control_object set version = ?, revision = ?, changed_at = ?, document = ?"
                + " where kind = ? and tenant = ? and id = ?")) {
      return bind(update, row) > 0;
    }
  }

  private static void insert(Connection connection, Row row) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into control_object (version, revision, changed_at, document, kind, tenant,"
                + " id) values (?, ?, ?, ?, ?, ?, ?)")) {
      bind(insert, row);
    }
  }

  private static int bind(PreparedStatement statement, Row row) throws SQLException {
    statement.setLong(1, row.version());
    statement.setLong(2, row.revision());
    statement.setObject(3, row.changedAt().atOffset(ZoneOffset.UTC));
    statement.setString(4, row.document());
    statement.setString(5, row.key().kind());
    statement.setString(6, row.key().tenant());
    statement.setString(7, row.key().id());
    return statement.executeUpdate();
  }
}
