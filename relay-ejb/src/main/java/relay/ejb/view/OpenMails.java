package relay.ejb.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.QueueId;
import relay.domain.privacy.ErasureOrder;
import relay.ejb.database.Database;

/** Mails to and from one address that have not ended, or ended only just now. Thread-safe. */
public final class OpenMails {
  private static final String OPEN =
      "exists (select 1 from recipient o where o.message_id = m.id"
          + " and o.state in ('queued', 'deferred', 'held'))";
  private final Database database;

  OpenMails(Database database) {
    this.database = database;
  }

  /** What was found. */
  public record Found(List<QueueId> first, long count) {}

  /** Those on which something is still going to happen, oldest first, at most so many told. */
  public Found open(ErasureOrder order, int told) {
    return found(order, Optional.empty(), told);
  }

  /** Whether any is open, or something happened to it since. */
  public boolean isStirring(ErasureOrder order, Instant since) {
    return found(order, Optional.of(since), 0).count() > 0;
  }

  private Found found(ErasureOrder order, Optional<Instant> since, int told) {
    String condition = since.isPresent() ? "(" + OPEN + " or m.updated_at > ?)" : OPEN;
    String sql =
        "select m.id from message m where m.id < ? and "
            + condition
            + " and m.id in (select s.id from message s where s.sender_key = ?"
            + " union select t.message_id from recipient t where t.address_key = ?) order by m.id";
    return database.inTransaction(connection -> read(connection, sql, order, since, told));
  }

  private static Found read(
      Connection connection, String sql, ErasureOrder order, Optional<Instant> since, int told)
      throws SQLException {
    String key = ViewRows.key(order.address().toString());
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int next = 1;
      select.setString(next++, order.firstAfter().text());
      if (since.isPresent()) {
        select.setObject(next++, ViewRows.at(since.get()));
      }
      select.setString(next++, key);
      select.setString(next, key);
      List<QueueId> first = new ArrayList<>();
      long count = 0;
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          count++;
          if (first.size() < told) {
            first.add(new QueueId(row.getString(1)));
          }
        }
      }
      return new Found(first, count);
    }
  }
}
