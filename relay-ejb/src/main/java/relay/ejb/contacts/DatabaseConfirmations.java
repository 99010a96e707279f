package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.consent.Confirmation;
import relay.domain.consent.Confirmations;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.ContactList;
import relay.domain.suppression.SuppressionSubject;
import relay.ejb.database.Database;

/** Mails that ask to confirm, in the database. */
final class DatabaseConfirmations implements Confirmations {
  private static final String COLUMNS =
      "select id, tenant, contact, list, asked_at, due_at, sent_at, queue_id, problem"
          + " from confirmation where ";
  private final Database database;
  private final Supplier<ConfirmationSettings> settings;
  private final InstantSource clock;

  DatabaseConfirmations(
      Database database, Supplier<ConfirmationSettings> settings, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Order ask(String tenant, String contact, ContactList list) {
    Instant now = clock.instant();
    return database.durably(
        connection -> {
          Optional<SuppressionSubject> subject = subject(connection, tenant, contact);
          try (var orders = new ConfirmationOrders(connection, settings.get(), now)) {
            return subject.isPresent() && orders.order(tenant, subject.get(), list.id())
                ? Order.ASKED
                : Order.NOT_NOW;
          }
        });
  }

  /** Whose row stays locked, so that two who ask at a time are counted. */
  private static Optional<SuppressionSubject> subject(
      Connection connection, String tenant, String contact) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select subject from contact where tenant = ? and id = ? for update")) {
      select.setString(1, tenant);
      select.setLong(2, Long.parseLong(contact));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new SuppressionSubject(row.getString(1)))
            : Optional.empty();
      }
    }
  }

  @Override
  public Optional<Confirmation> take(Instant now, Duration hold) {
    return database.inTransaction(
        connection -> {
          for (Confirmation due : due(connection, now)) {
            if (held(connection, due, now.plus(hold))) {
              return Optional.of(due);
            }
          }
          return Optional.empty();
        });
  }

  private static List<Confirmation> due(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + "due_at <= ? order by due_at, id limit 10")) {
      select.setObject(1, ContactRows.at(now));
      return read(select);
    }
  }

  /** False when another node was faster. */
  private static boolean held(Connection connection, Confirmation due, Instant until)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update confirmation set due_at = ? where id = ? and due_at = ?")) {
      update.setObject(1, ContactRows.at(until));
      update.setLong(2, Long.parseLong(due.id()));
      update.setObject(3, ContactRows.at(due.dueAt().orElseThrow()));
      return update.executeUpdate() == 1;
    }
  }

  @Override
  public void keep(Confirmation after) {
    database.durably(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update confirmation set due_at = ?, sent_at = ?, queue_id = ?, problem = ?"
                      + " where id = ?")) {
            update.setObject(1, at(after.dueAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(2, at(after.sentAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setString(3, after.queueId());
            update.setString(4, after.problem());
            update.setLong(5, Long.parseLong(after.id()));
            return update.executeUpdate();
          }
        });
  }

  private static Object at(Optional<Instant> time) {
    return time.map(ContactRows::at).orElse(null);
  }

  @Override
  public List<Confirmation> of(String tenant, String contact) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  COLUMNS + "contact = ? and tenant = ? order by id desc limit 100")) {
            select.setLong(1, Long.parseLong(contact));
            select.setString(2, tenant);
            return read(select);
          }
        });
  }

  private static List<Confirmation> read(PreparedStatement select) throws SQLException {
    List<Confirmation> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(
            new Confirmation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                time(row, 5).orElseThrow(),
                time(row, 6),
                time(row, 7),
                row.getString(8),
                row.getString(9)));
      }
    }
    return found;
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
