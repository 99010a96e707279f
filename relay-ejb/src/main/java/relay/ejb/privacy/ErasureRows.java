package relay.ejb.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;
import relay.domain.privacy.Erasure;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.ErasureState;
import relay.domain.privacy.PersonalRecords;

/** Erasures as rows, within a transaction of the caller. Thread-safe. */
final class ErasureRows {
  private static final String ALL =
      "select id, subject, actor, before_at, state, finished_at from erasure";

  private ErasureRows() {}

  /** An erasure that has not ended, with what the work needs. */
  record Unfinished(ErasureOrder order, String subject, Actor by) {}

  static List<Unfinished> unfinished(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select id, subject, actor, origin, before_at, address, secret from erasure"
                    + " where state <> 'done' order by id");
        ResultSet row = select.executeQuery()) {
      List<Unfinished> all = new ArrayList<>();
      while (row.next()) {
        var order =
            new ErasureOrder(
                row.getString("id"),
                EmailAddress.parse(row.getString("address")),
                instant(row, "before_at").orElseThrow(),
                row.getString("secret"));
        all.add(
            new Unfinished(
                order,
                row.getString("subject"),
                new Actor(row.getString("actor"), row.getString("origin"))));
      }
      return all;
    }
  }

  /** The one that has not ended for this subject. */
  static Optional<Erasure> unfinished(Connection connection, String subject) throws SQLException {
    return select(connection, ALL + " where subject = ? and state <> 'done'", subject).stream()
        .findFirst();
  }

  static Optional<Erasure> find(Connection connection, String id) throws SQLException {
    return select(connection, ALL + " where id = ?", id).stream().findFirst();
  }

  static List<Erasure> newest(Connection connection, Optional<String> before, int max)
      throws SQLException {
    return before.isEmpty()
        ? select(connection, ALL + " order by id desc limit ?", max)
        : select(connection, ALL + " where id < ? order by id desc limit ?", before.get(), max);
  }

  private static List<Erasure> select(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      List<Erasure> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(
              new Erasure(
                  row.getString("id"),
                  row.getString("subject"),
                  row.getString("actor"),
                  instant(row, "before_at").orElseThrow(),
                  ErasureState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                  parts(connection, row.getString("id")),
                  instant(row, "finished_at")));
        }
      }
      return all;
    }
  }

  static void insert(Connection connection, ErasureOrder order, Actor by) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into erasure (id, subject, actor, origin, before_at, address, secret, state)"
                + " values (?, ?, ?, ?, ?, ?, ?, 'running')")) {
      insert.setString(1, order.id());
      insert.setString(2, PersonalRecords.nameOf(order.address()));
      insert.setString(3, by.name());
      insert.setString(4, by.origin());
      insert.setObject(5, order.before().atOffset(ZoneOffset.UTC));
      insert.setString(6, order.address().toString());
      insert.setString(7, order.secret());
      insert.executeUpdate();
    }
  }

  static void state(Connection connection, String id, ErasureState state) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update erasure set state = ? where id = ? and state <> 'done'")) {
      update.setString(1, state.label());
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  /** Forgets address and secret; false when it was done already. */
  static boolean finish(Connection connection, String id, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update erasure set state = 'done', finished_at = ?, address = '', secret = ''"
                + " where id = ? and state <> 'done'")) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, id);
      return update.executeUpdate() > 0;
    }
  }

  /** How far a store is. */
  record Place(long changed, String place, boolean finished) {
    static final Place START = new Place(0, "", false);

    /** Of a node that is gone: nobody waits for it. */
    static final Place GONE = new Place(0, "gone", true);
  }

  static Place place(Connection connection, String id, String store, String node)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select changed, place, finished from erasure_part"
                + " where erasure = ? and store = ? and node = ?")) {
      select.setString(1, id);
      select.setString(2, store);
      select.setString(3, node);
      try (ResultSet row = select.executeQuery()) {
        Place place =
            row.next()
                ? new Place(row.getLong(1), row.getString(2), row.getBoolean(3))
                : Place.START;
        // whoever asks for its own place is not gone
        return place.place().equals(Place.GONE.place()) ? Place.START : place;
      }
    }
  }

  static void save(Connection connection, String id, String store, String node, Place place)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update erasure_part set changed = ?, place = ?, finished = ?"
                + " where erasure = ? and store = ? and node = ?")) {
      bind(update, id, store, node, place);
      if (update.executeUpdate() > 0) {
        return;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into erasure_part (changed, place, finished, erasure, store, node)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      bind(insert, id, store, node, place);
      insert.executeUpdate();
    }
  }

  private static void bind(PreparedStatement row, String id, String store, String node, Place place)
      throws SQLException {
    row.setLong(1, place.changed());
    row.setString(2, place.place());
    row.setBoolean(3, place.finished());
    row.setString(4, id);
    row.setString(5, store);
    row.setString(6, node);
  }

  static List<Erasure.Part> parts(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select store, node, changed, finished, place from erasure_part where erasure = ?"
                + " order by store, node")) {
      select.setString(1, id);
      List<Erasure.Part> parts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          parts.add(
              new Erasure.Part(
                  row.getString(1),
                  row.getString(2),
                  row.getLong(3),
                  row.getBoolean(4),
                  row.getString(5).equals(Place.GONE.place())));
        }
      }
      return parts;
    }
  }

  /** Every node whose journal the message view ever read. */
  static List<String> nodes(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select node from follower order by node");
        ResultSet row = select.executeQuery()) {
      List<String> nodes = new ArrayList<>();
      while (row.next()) {
        nodes.add(row.getString(1));
      }
      return nodes;
    }
  }

  /** No new erasure waits for the node; whether it was known. */
  static boolean forgetNode(Connection connection, String node) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from follower where node = ?")) {
      delete.setString(1, node);
      return delete.executeUpdate() > 0;
    }
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
