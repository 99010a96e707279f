package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import relay.domain.campaign.CampaignMailId;
import relay.domain.campaign.report.Conversion;
import relay.domain.campaign.report.ConversionBook;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** Conversions as rows beside the ledger, and added up in it. Thread-safe. */
final class DatabaseConversions implements ConversionBook {
  private static final int FIRST_STEP = 1;
  private final Database database;

  DatabaseConversions(Database database) {
    this.database = database;
  }

  @Override
  public Noted note(long run, Instant startedAt, Conversion conversion, Instant now) {
    Optional<Long> named =
        conversion.mail().flatMap(mail -> CampaignMailId.placeIn(mail, startedAt, run));
    return database.durably(
        connection -> {
          Optional<Long> place =
              conversion.contact().isPresent()
                  ? placeOf(connection, run, conversion.contact().get())
                  : named;
          return place.isEmpty()
              ? Noted.NO_RECIPIENT
              : note(connection, run, place.get(), conversion, now);
        });
  }

  private static Optional<Long> placeOf(Connection connection, long run, long contact)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select place from campaign_mail where run = ? and contact = ? and step = ?")) {
      select.setLong(1, run);
      select.setLong(2, contact);
      select.setInt(3, FIRST_STEP);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  /** The lock on his row keeps two of the same from being counted at a time. */
  private static Noted note(
      Connection connection, long run, long place, Conversion conversion, Instant now)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select conversions from campaign_mail where run = ? and place = ?"
                + " and state not in ('waiting', 'reserved', 'skipped') for update")) {
      select.setLong(1, run);
      select.setLong(2, place);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Noted.NO_RECIPIENT;
        }
        if (row.getInt(1) >= OF_A_RECIPIENT_MAX) {
          return Noted.TOO_MANY;
        }
      }
    }
    // the sign keeps these apart from all that a teller can name
    String id = conversion.id().orElse("#" + place);
    return insert(connection, run, place, id, conversion.value(), now)
        ? add(connection, run, place, conversion.value())
        : Noted.KNOWN;
  }

  private static boolean insert(
      Connection connection, long run, long place, String id, double value, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into campaign_conversion (run, conversion, place, amount, happened_at)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
      insert.setLong(1, run);
      insert.setString(2, id);
      insert.setLong(3, place);
      insert.setDouble(4, value);
      insert.setObject(5, Audience.at(now));
      return insert.executeUpdate() > 0;
    }
  }

  private static Noted add(Connection connection, long run, long place, double value)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update campaign_mail set conversions = conversions + 1,"
                + " conversion_value = conversion_value + ? where run = ? and place = ?")) {
      update.setDouble(1, value);
      update.setLong(2, run);
      update.setLong(3, place);
      update.executeUpdate();
      return Noted.COUNTED;
    }
  }
}
