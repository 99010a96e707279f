package relay.ejb.login;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import relay.domain.reception.FailureChange;
import relay.domain.reception.FailureCount;
import relay.domain.reception.FailureKey;
import relay.domain.reception.LockOut;
import relay.domain.reception.LoginThrottle;

/** Failed logins as rows, within a transaction of the caller. */
final class FailureRows {
  private final Connection connection;

  FailureRows(Connection connection) {
    this.connection = connection;
  }

  /** Something to do with a count that was read. */
  interface Reader {
    void take(String desk, FailureKey key, FailureCount count);
  }

  /**
   * Adds the news of a node.
   *
   * @return what each count has come to
   */
  Map<FailureKey, FailureCount> add(
      String desk,
      LoginThrottle throttle,
      Map<FailureKey, FailureChange> news,
      LoginVersion version)
      throws SQLException {
    Map<FailureKey, FailureCount> counts = new LinkedHashMap<>();
    for (Map.Entry<FailureKey, FailureChange> each : news.entrySet()) {
      FailureKey key = each.getKey();
      FailureCount count = throttle.after(find(desk, key), each.getValue());
      if (!update(desk, key, count, version.next())) {
        insert(desk, key, count, version.last());
      }
      counts.put(key, count);
    }
    return counts;
  }

  private FailureCount find(String desk, FailureKey key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select failures, last_at from login_failure"
                + " where desk = ? and kind = ? and name = ?")) {
      select.setString(1, desk);
      select.setString(2, word(key.kind()));
      select.setString(3, key.name());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? count(row) : FailureCount.NONE;
      }
    }
  }

  private boolean update(String desk, FailureKey key, FailureCount count, long revision)
      throws SQLException {
    return write(
        "update login_failure set failures = ?, last_at = ?, revision = ?"
            + " where desk = ? and kind = ? and name = ?",
        desk,
        key,
        count,
        revision);
  }

  private void insert(String desk, FailureKey key, FailureCount count, long revision)
      throws SQLException {
    write(
        "insert into login_failure (failures, last_at, revision, desk, kind, name)"
            + " values (?, ?, ?, ?, ?, ?)",
        desk,
        key,
        count,
        revision);
  }

  private boolean write(String sql, String desk, FailureKey key, FailureCount count, long revision)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, count.failures());
      statement.setObject(2, count.last().atOffset(ZoneOffset.UTC));
      statement.setLong(3, revision);
      statement.setString(4, desk);
      statement.setString(5, word(key.kind()));
      statement.setString(6, key.name());
      return statement.executeUpdate() > 0;
    }
  }

  /** Those that were written after the one revision, up to the other. */
  void read(long after, long upTo, Reader reader) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select desk, kind, name, failures, last_at from login_failure"
                + " where revision > ? and revision <= ?")) {
      select.setLong(1, after);
      select.setLong(2, upTo);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          LockOut.Kind kind =
              row.getString("kind").equals(word(LockOut.Kind.ACCOUNT))
                  ? LockOut.Kind.ACCOUNT
                  : LockOut.Kind.ADDRESS;
          reader.take(
              row.getString("desk"), new FailureKey(kind, row.getString("name")), count(row));
        }
      }
    }
  }

  /** Those that nobody needs, and, however many there are, those written longest ago. */
  void prune(Instant lastBefore, long upTo) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from login_failure where last_at < ? or revision <= ?")) {
      delete.setObject(1, lastBefore.atOffset(ZoneOffset.UTC));
      delete.setLong(2, upTo);
      delete.executeUpdate();
    }
  }

  private static FailureCount count(ResultSet row) throws SQLException {
    return new FailureCount(
        row.getInt("failures"), row.getObject("last_at", OffsetDateTime.class).toInstant());
  }

  private static String word(LockOut.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
