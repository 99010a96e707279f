package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignLedger.Frozen;
import relay.ejb.contacts.Audience;

/** One row for each start of a campaign, within a transaction of the caller. */
final class RunRows {
  private RunRows() {}

  /** What was frozen for this start before; empty when nothing was. */
  static Optional<Frozen> find(Connection connection, Campaign campaign, Instant startedAt)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, recipients from campaign_run where tenant = ? and campaign = ?"
                + " and started_at = ?")) {
      select.setString(1, campaign.tenant());
      select.setString(2, campaign.id());
      select.setObject(3, Audience.at(startedAt));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Frozen(row.getLong(1), row.getLong(2)))
            : Optional.empty();
      }
    }
  }

  /**
   * A start as it stands in the ledger.
   *
   * @param node that works on it; empty: the one that the campaign names
   */
  record Found(long number, Optional<String> node) {}

  /** The row of a campaign's start, locked until the end of the transaction. */
  static Optional<Found> locked(Connection connection, Campaign campaign) throws SQLException {
    if (campaign.run().startedAt().isEmpty()) {
      return Optional.empty();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, node from campaign_run where tenant = ? and campaign = ?"
                + " and started_at = ? for update")) {
      select.setString(1, campaign.tenant());
      select.setString(2, campaign.id());
      select.setObject(3, Audience.at(campaign.run().startedAt().get()));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Found(row.getLong(1), Optional.ofNullable(row.getString(2))))
            : Optional.empty();
      }
    }
  }

  /** A new number. */
  static long insert(Connection connection, Campaign campaign, Instant startedAt)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into campaign_run (tenant, campaign, started_at) values (?, ?, ?)",
            new String[] {"id"})) {
      insert.setString(1, campaign.tenant());
      insert.setString(2, campaign.id());
      insert.setObject(3, Audience.at(startedAt));
      insert.executeUpdate();
      try (ResultSet key = insert.getGeneratedKeys()) {
        key.next();
        return key.getLong(1);
      }
    }
  }

  static void complete(Connection connection, long run, long recipients) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update campaign_run set recipients = ? where id = ?")) {
      update.setLong(1, recipients);
      update.setLong(2, run);
      update.executeUpdate();
    }
  }

  /** How many it goes to. */
  static long recipients(Connection connection, long run) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select recipients from campaign_run where id = ?")) {
      select.setLong(1, run);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** When each started, by number: those above a number. */
  static Map<Long, Instant> startedAfter(Connection connection, long number) throws SQLException {
    Map<Long, Instant> starts = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select id, started_at from campaign_run where id > ?")) {
      select.setLong(1, number);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          starts.put(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant());
        }
      }
    }
    return starts;
  }
}
