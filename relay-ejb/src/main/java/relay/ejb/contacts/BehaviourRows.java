package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.contacts.behaviour.Behaviour;
import relay.domain.contacts.behaviour.Behaviour.Activity;
import relay.domain.contacts.behaviour.LastTime;

/** What is known of contacts' behaviour, as rows within a transaction of the caller. */
public final class BehaviourRows {
  private static final String VALUES =
      "sent_at = ?, delivered_at = ?, first_delivered_at = ?, opened_at = ?, opened_before = ?,"
          + " clicked_at = ?, clicked_before = ?, mails_since = ?, mails_before = ?, points = ?";
  private static final String COLUMNS = "contact_id, " + VALUES.replace(" = ?", "");

  private BehaviourRows() {}

  /**
   * For a sunset rule: when each of these contacts, by id, opened, clicked or confirmed a list last
   * as a person, and how many mails of lane bulk were delivered to it since. Those of whom nothing
   * is known are not in it: {@link Activity#NONE}. As new as the followers of all nodes have read,
   * a few seconds; visits are known of mail of streams with {@code tracking=identified} alone.
   *
   * @param contacts at most some thousands, for each is a parameter of the statement
   */
  public static Map<Long, Activity> activity(Connection connection, Collection<Long> contacts)
      throws SQLException {
    Map<Long, Activity> activity = new HashMap<>();
    read(connection, contacts, "").forEach((id, known) -> activity.put(id, known.activity()));
    affirmed(connection, activity.keySet())
        .forEach((id, at) -> activity.computeIfPresent(id, (same, known) -> known.affirmed(at)));
    return activity;
  }

  private static Map<Long, Instant> affirmed(Connection connection, Collection<Long> contacts)
      throws SQLException {
    Map<Long, Instant> affirmed = new HashMap<>();
    if (contacts.isEmpty()) {
      return affirmed;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, affirmed_at from contact where affirmed_at is not null and id in ("
                + "?, ".repeat(contacts.size() - 1)
                + "?)")) {
      int next = 1;
      for (Long id : contacts) {
        select.setLong(next++, id);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          affirmed.put(row.getLong(1), time(row, 2).orElseThrow());
        }
      }
    }
    return affirmed;
  }

  /** Their rows stay locked until the transaction ends, in the order of their ids. */
  static Map<Long, Behaviour> lock(Connection connection, Collection<Long> contacts)
      throws SQLException {
    return read(connection, contacts, " order by contact_id for update");
  }

  /** Of those of whom something is known. */
  static Map<Long, Behaviour> read(Connection connection, Collection<Long> contacts, String end)
      throws SQLException {
    Map<Long, Behaviour> known = new HashMap<>();
    if (contacts.isEmpty()) {
      return known;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from contact_behaviour where contact_id in ("
                + "?, ".repeat(contacts.size() - 1)
                + "?)"
                + end)) {
      int next = 1;
      for (Long id : contacts) {
        select.setLong(next++, id);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.put(row.getLong(1), read(row));
        }
      }
    }
    return known;
  }

  private static Behaviour read(ResultSet row) throws SQLException {
    return new Behaviour(
        time(row, 2),
        time(row, 3),
        time(row, 4),
        new LastTime(time(row, 5), time(row, 6)),
        new LastTime(time(row, 7), time(row, 8)),
        row.getInt(9),
        row.getInt(10),
        row.getDouble(11));
  }

  static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** Writes what became of rows that {@link #lock} told of, and those that it did not. */
  static void write(Connection connection, Map<Long, Behaviour> before, Map<Long, Behaviour> after)
      throws SQLException {
    List<Long> ids = new ArrayList<>(after.keySet());
    ids.sort(null);
    try (PreparedStatement update =
            connection.prepareStatement(
                "update contact_behaviour set " + VALUES + " where contact_id = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into contact_behaviour ("
                    + VALUES.replace(" = ?", "")
                    + ", contact_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Long id : ids) {
        PreparedStatement statement = before.containsKey(id) ? update : insert;
        bind(statement, id, after.get(id));
        statement.addBatch();
      }
      update.executeBatch();
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement row, long id, Behaviour known) throws SQLException {
    set(row, 1, known.sent());
    set(row, 2, known.delivered());
    set(row, 3, known.firstDelivered());
    set(row, 4, known.opened().at());
    set(row, 5, known.opened().before());
    set(row, 6, known.clicked().at());
    set(row, 7, known.clicked().before());
    row.setInt(8, known.since());
    row.setInt(9, known.sinceBefore());
    row.setDouble(10, known.kept());
    row.setLong(11, id);
  }

  static void set(PreparedStatement row, int index, Optional<Instant> time) throws SQLException {
    row.setObject(index, time.map(ContactRows::at).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  /** Forgets visits before this, and whom nothing happened to since. */
  static void forget(Connection connection, Instant before) throws SQLException {
    for (String visit : List.of("opened", "clicked")) {
      try (PreparedStatement update =
          connection.prepareStatement(
              "update contact_behaviour set "
                  + visit
                  + "_at = null, "
                  + visit
                  + "_before = null where "
                  + visit
                  + "_at < ?")) {
        update.setObject(1, ContactRows.at(before));
        update.executeUpdate();
      }
    }
    for (String delete :
        List.of(
            "delete from contact_behaviour where sent_at < ? and opened_at is null"
                + " and clicked_at is null",
            "delete from contact_click where clicked_at < ?")) {
      try (PreparedStatement statement = connection.prepareStatement(delete)) {
        statement.setObject(1, ContactRows.at(before));
        statement.executeUpdate();
      }
    }
  }
}
