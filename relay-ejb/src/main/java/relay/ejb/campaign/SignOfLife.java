package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * When each node followed its journal last, by the clock of the database, within a transaction of
 * the caller. It stays when a node is gone: one that never told is not taken for dead.
 */
final class SignOfLife {
  private SignOfLife() {}

  /** This node lives. False: it has no place in its journal yet. */
  static boolean give(Connection connection, String node) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update campaign_follower set seen_at = current_timestamp, gone = false"
                + " where node = ?")) {
      update.setString(1, node);
      return update.executeUpdate() > 0;
    }
  }

  /** Whether it has given none for so long, or never will again. */
  static boolean isSilent(Connection connection, String node, Duration silence)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select seen_at, gone, current_timestamp from campaign_follower where node = ?")) {
      select.setString(1, node);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        OffsetDateTime seen = row.getObject(1, OffsetDateTime.class);
        Instant now = row.getObject(3, OffsetDateTime.class).toInstant();
        return row.getBoolean(2) || seen != null && seen.toInstant().plus(silence).isBefore(now);
      }
    }
  }

  static boolean isGone(Connection connection, String node) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select gone from campaign_follower where node = ?")) {
      select.setString(1, node);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** It never comes back; false: it has just given a sign of life. */
  static boolean giveUp(Connection connection, String node) throws SQLException {
    try (PreparedStatement lives =
            connection.prepareStatement(
                "select node from campaign_follower where node = ? and seen_at >"
                    + " current_timestamp - interval '30' second");
        PreparedStatement update =
            connection.prepareStatement(
                "update campaign_follower set gone = true where node = ?")) {
      lives.setString(1, node);
      try (ResultSet row = lives.executeQuery()) {
        if (row.next()) {
          return false;
        }
      }
      update.setString(1, node);
      update.executeUpdate();
      return true;
    }
  }
}
