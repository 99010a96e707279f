package relay.ejb.tracking;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import relay.domain.tracking.LinkName;
import relay.domain.tracking.VisitCounts;

/** The rows of one node, within one transaction. */
final class VisitRows {
  /**
   * Rows of a day of a form of a campaign; what is beyond is counted without its link, for a sender
   * who puts a name into the path of each link would fill the table.
   */
  static final int ROWS_MAX = 2_000;

  private static final String KEY =
      " where tenant = ? and stream = ? and campaign = ? and variant = ? and day_of = ? and node = ?";
  private final Connection connection;
  private final String node;

  VisitRows(Connection connection, String node) {
    this.connection = connection;
    this.node = node;
  }

  void add(VisitCounts counts) throws SQLException {
    for (Map.Entry<VisitCounts.Key, VisitCounts.Count> entry : counts.all().entrySet()) {
      VisitCounts.Key key = entry.getKey();
      if (!update(key, key.link(), entry.getValue())) {
        addRow(key, entry.getValue());
      }
    }
  }

  private void addRow(VisitCounts.Key key, VisitCounts.Count count) throws SQLException {
    if (!isFull(key)) {
      insert(key, key.link(), count);
    } else if (!update(key, "", count)) {
      insert(key, "", count);
    }
  }

  private boolean update(VisitCounts.Key key, String link, VisitCounts.Count count)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update tracking_count set people = people + ?, machines = machines + ?"
                + KEY
                + " and is_click = ? and link_number = ? and link_id = ?")) {
      update.setLong(1, count.people());
      update.setLong(2, count.machines());
      int next = bind(update, 3, key);
      update.setBoolean(next, key.isClick());
      update.setInt(next + 1, number(key, link));
      update.setString(next + 2, id(link));
      return update.executeUpdate() > 0;
    }
  }

  private void insert(VisitCounts.Key key, String link, VisitCounts.Count count)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into tracking_count (tenant, stream, campaign, variant, day_of, node, is_click,"
                + " link_number, link_id, link, people, machines)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      int next = bind(insert, 1, key);
      insert.setBoolean(next, key.isClick());
      insert.setInt(next + 1, number(key, link));
      insert.setString(next + 2, id(link));
      insert.setString(next + 3, link);
      insert.setLong(next + 4, count.people());
      insert.setLong(next + 5, count.machines());
      insert.executeUpdate();
    }
  }

  private boolean isFull(VisitCounts.Key key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select count(*) from tracking_count" + KEY)) {
      bind(select, 1, key);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1) >= ROWS_MAX;
      }
    }
  }

  private int bind(PreparedStatement statement, int first, VisitCounts.Key key)
      throws SQLException {
    statement.setString(first, key.owner().tenant());
    statement.setString(first + 1, key.owner().stream());
    statement.setString(first + 2, key.owner().campaign());
    statement.setString(first + 3, key.owner().variant());
    statement.setDate(first + 4, Date.valueOf(key.day()));
    statement.setString(first + 5, node);
    return first + 6;
  }

  /** Of a click whose link is not kept the number says nothing either. */
  private static int number(VisitCounts.Key key, String link) {
    return link.isEmpty() ? 0 : key.number();
  }

  private static String id(String link) {
    return link.isEmpty() ? "" : LinkName.hash(link);
  }

  /** Lets go of all days before this one. */
  void forget(LocalDate before) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from tracking_count where day_of < ?")) {
      delete.setDate(1, Date.valueOf(before));
      delete.executeUpdate();
    }
  }
}
