package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.Shard;

/** Who works on a start of a campaign, as rows, within a transaction of the caller. */
final class HandoverRows {
  private HandoverRows() {}

  /** The node that works on it, locked until the end of the transaction; empty: nobody said. */
  static Optional<String> owner(Connection connection, long run) throws SQLException {
    return owner(connection, run, " for update");
  }

  /** The same without a lock. */
  static Optional<String> ownerNow(Connection connection, long run) throws SQLException {
    return owner(connection, run, "");
  }

  private static Optional<String> owner(Connection connection, long run, String lock)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select node from campaign_run where id = ?" + lock)) {
      select.setLong(1, run);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  static void own(Connection connection, long run, String node) throws SQLException {
    execute(connection, "update campaign_run set node = ? where id = ?", node, run);
  }

  /**
   * Within a part batches come in the order of places, and what is behind the last one was noted;
   * but a failed batch may come again in smaller pieces, so the end never moves back.
   */
  static void claim(Connection connection, long run, String node, Shard batch, long part)
      throws SQLException {
    if (execute(
            connection,
            "update campaign_claim set first_place = ?, last_place = case when last_place > ?"
                + " then last_place else ? end where run = ? and node = ? and part = ?",
            batch.first(),
            batch.last(),
            batch.last(),
            run,
            node,
            part)
        == 0) {
      execute(
          connection,
          "insert into campaign_claim (first_place, last_place, run, node, part)"
              + " values (?, ?, ?, ?, ?)",
          batch.first(),
          batch.last(),
          run,
          node,
          part);
    }
  }

  /**
   * @param ownBroker whether what may stand in that node's lane is known to its broker alone
   */
  static void strand(Connection connection, long run, String node, boolean ownBroker)
      throws SQLException {
    String stranded =
        "update campaign_mail set state = '" + MailFate.STRANDED.label() + "', reason = ? where";
    execute(connection, stranded + " run = ? and state = 'queued'", node, run);
    execute(connection, stranded + " run = ? and state = 'deferred'", node, run);
    if (ownBroker) {
      for (Shard claimed : claims(connection, run, node)) {
        execute(
            connection,
            // whose hour has not come was never in a lane
            stranded
                + " run = ? and state = 'waiting' and place between ? and ?"
                + " and (not_before is null or not_before <= current_timestamp)",
            node,
            run,
            claimed.first(),
            claimed.last());
      }
    }
    execute(
        connection,
        "insert into campaign_absence (run, node) values (?, ?) on conflict do nothing",
        run,
        node);
  }

  private static List<Shard> claims(Connection connection, long run, String node)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select first_place, last_place from campaign_claim where run = ? and node = ?")) {
      select.setLong(1, run);
      select.setString(2, node);
      List<Shard> claims = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          claims.add(new Shard(row.getLong(1), row.getLong(2)));
        }
      }
      return claims;
    }
  }

  /** Starts of which something is stranded with a node. */
  static List<Long> stranded(Connection connection, String node) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select run from campaign_absence where node = ? order by run")) {
      select.setString(1, node);
      List<Long> runs = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          runs.add(row.getLong(1));
        }
      }
      return runs;
    }
  }

  /** What is stranded with a node is lost; how many that are. */
  static long lose(Connection connection, long run, String node) throws SQLException {
    long lost = move(connection, run, node, MailFate.STRANDED, MailFate.LOST, node);
    forget(connection, run, node);
    return lost;
  }

  static long move(
      Connection connection, long run, String node, MailFate from, MailFate to, String reason)
      throws SQLException {
    return execute(
        connection,
        "update campaign_mail set state = ?, reason = ? where run = ? and state = ?"
            + " and reason = ?",
        to.label(),
        reason,
        run,
        from.label(),
        node);
  }

  /** Nothing is stranded with this node any more. */
  static void forget(Connection connection, long run, String node) throws SQLException {
    execute(connection, "delete from campaign_absence where run = ? and node = ?", run, node);
  }

  /** A start that is over: nobody comes back to it. */
  static void forget(Connection connection, long run) throws SQLException {
    execute(connection, "delete from campaign_claim where run = ?", run);
    execute(connection, "delete from campaign_absence where run = ?", run);
  }

  private static int execute(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
