package relay.ejb.warmup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.delivery.Origin;
import relay.domain.view.ViewUnavailable;
import relay.domain.warmup.WarmUpAccounts.Taken;
import relay.domain.warmup.WarmUpHealth;
import relay.domain.warmup.WarmUpKey;
import relay.domain.warmup.WarmUpState;
import relay.ejb.database.Database;

/**
 * The states of warm-ups in the database that all nodes share. A source is of all nodes, for its
 * addresses are; the one of the settings is of each node alone. Thread-safe.
 */
final class WarmUpRows {
  private static final int NOTE_CHARS_MAX = 255;
  private static final String VALUES =
      "day_no, day_date, sent, hour_no, hour_sent, taken, deferred, bounced, blocked, complained,"
          + " attempts_before, last_sending, began, note";
  private final Database database;
  private final String node;

  WarmUpRows(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  /**
   * Adds what was counted to what stands there, in one transaction.
   *
   * @return all that concerns this node, afterwards
   * @throws ViewUnavailable when that cannot be done now
   */
  Map<WarmUpKey, WarmUpState> exchange(List<Taken> counted) {
    if (!database.open()) {
      throw new ViewUnavailable("the database cannot be opened", null);
    }
    // In one order on all nodes: none waits for a row of another that waits for its own.
    List<Taken> ordered = new ArrayList<>(counted);
    ordered.sort(Comparator.comparing(taken -> taken.key().toString()));
    return database.inTransaction(
        connection -> {
          for (Taken taken : ordered) {
            add(connection, taken);
          }
          return all(connection);
        });
  }

  private String nodeOf(WarmUpKey key) {
    return key.source().equals(Origin.DEFAULT_SOURCE) ? node : "";
  }

  private void add(Connection connection, Taken taken) throws SQLException {
    WarmUpKey key = taken.key();
    Optional<WarmUpState> stored = find(connection, key);
    if (stored.isEmpty() && insert(connection, key, taken.over(stored))) {
      return;
    }
    if (stored.isEmpty()) {
      // Another node was faster by a moment.
      stored = find(connection, key);
    }
    update(connection, key, taken.over(stored));
  }

  private Optional<WarmUpState> find(Connection connection, WarmUpKey key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + VALUES
                + " from warm_up where node = ? and source = ? and provider = ? for update")) {
      select.setString(1, nodeOf(key));
      select.setString(2, key.source());
      select.setString(3, key.provider());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(state(row, 1)) : Optional.empty();
      }
    }
  }

  private boolean insert(Connection connection, WarmUpKey key, WarmUpState state)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into warm_up ("
                + VALUES
                + ", node, source, provider) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?) on conflict do nothing")) {
      fill(insert, state, key);
      return insert.executeUpdate() > 0;
    }
  }

  private void update(Connection connection, WarmUpKey key, WarmUpState state) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update warm_up set day_no = ?, day_date = ?, sent = ?, hour_no = ?, hour_sent = ?,"
                + " taken = ?, deferred = ?, bounced = ?, blocked = ?, complained = ?,"
                + " attempts_before = ?, last_sending = ?, began = ?, note = ?"
                + " where node = ? and source = ? and provider = ?")) {
      fill(update, state, key);
      update.executeUpdate();
    }
  }

  private void fill(PreparedStatement statement, WarmUpState state, WarmUpKey key)
      throws SQLException {
    WarmUpHealth health = state.health();
    Object[] values = {
      state.day(),
      state.date(),
      state.sent(),
      state.hour(),
      state.sentInHour(),
      health.taken(),
      health.deferred(),
      health.bounced(),
      health.blocked(),
      health.complained(),
      state.attemptsBefore(),
      state.lastSending(),
      state.began(),
      state.note().substring(0, Math.min(NOTE_CHARS_MAX, state.note().length())),
      nodeOf(key),
      key.source(),
      key.provider()
    };
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private Map<WarmUpKey, WarmUpState> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select source, provider, " + VALUES + " from warm_up where node in ('', ?)")) {
      select.setString(1, node);
      Map<WarmUpKey, WarmUpState> all = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.put(new WarmUpKey(row.getString(1), row.getString(2)), state(row, 3));
        }
      }
      return all;
    }
  }

  private static WarmUpState state(ResultSet row, int first) throws SQLException {
    return new WarmUpState(
        row.getInt(first),
        row.getObject(first + 1, LocalDate.class),
        row.getLong(first + 2),
        row.getInt(first + 3),
        row.getLong(first + 4),
        new WarmUpHealth(
            row.getLong(first + 5),
            row.getLong(first + 6),
            row.getLong(first + 7),
            row.getLong(first + 8),
            row.getLong(first + 9)),
        row.getLong(first + 10),
        row.getObject(first + 11, LocalDate.class),
        row.getObject(first + 12, LocalDate.class),
        row.getString(first + 13));
  }
}
