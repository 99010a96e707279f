package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import relay.domain.contacts.behaviour.BehaviourNote;
import relay.domain.contacts.behaviour.LastTime;
import relay.domain.tracking.LinkName;

/** When contacts clicked which link last, as rows within a transaction of the caller. */
final class ClickRows {
  /**
   * Links of a contact; those clicked longest ago make room, for a sender may put another name into
   * the path of each link.
   */
  static final int OF_A_CONTACT_MAX = 100;

  private static final String KEY = " where contact_id = ? and link_id = ?";

  private ClickRows() {}

  static void note(Connection connection, long contact, BehaviourNote click) throws SQLException {
    String link = LinkName.hash(click.link());
    Optional<LastTime> before = find(connection, contact, link);
    LastTime known = before.orElse(LastTime.NEVER);
    LastTime after = click.isTakenBack() ? known.without(click.at()) : known.with(click.at());
    if (after.equals(known)) {
      return;
    }
    if (after.at().isEmpty()) {
      run(connection, "delete from contact_click" + KEY, contact, link);
    } else if (before.isPresent()) {
      write(
          connection,
          "update contact_click set clicked_at = ?, clicked_before = ?" + KEY,
          after,
          contact,
          link);
    } else {
      write(
          connection,
          "insert into contact_click (clicked_at, clicked_before, contact_id, link_id)"
              + " values (?, ?, ?, ?)",
          after,
          contact,
          link);
      makeRoom(connection, contact);
    }
  }

  private static Optional<LastTime> find(Connection connection, long contact, String link)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select clicked_at, clicked_before from contact_click" + KEY + " for update")) {
      select.setLong(1, contact);
      select.setString(2, link);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new LastTime(BehaviourRows.time(row, 1), BehaviourRows.time(row, 2)))
            : Optional.empty();
      }
    }
  }

  private static void write(
      Connection connection, String sql, LastTime time, long contact, String link)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      BehaviourRows.set(statement, 1, time.at());
      BehaviourRows.set(statement, 2, time.before());
      statement.setLong(3, contact);
      statement.setString(4, link);
      statement.executeUpdate();
    }
  }

  private static void run(Connection connection, String sql, long contact, String link)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, contact);
      statement.setString(2, link);
      statement.executeUpdate();
    }
  }

  private static void makeRoom(Connection connection, long contact) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from contact_click where contact_id = ? and link_id in (select link_id from"
                + " contact_click where contact_id = ? order by clicked_at desc, link_id offset "
                + OF_A_CONTACT_MAX
                + ")")) {
      delete.setLong(1, contact);
      delete.setLong(2, contact);
      delete.executeUpdate();
    }
  }
}
