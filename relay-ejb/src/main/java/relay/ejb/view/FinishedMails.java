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
import relay.ejb.database.Database;

/** Rows of mails nothing will happen to any more, and their removal. Thread-safe. */
public final class FinishedMails {
  private static final String FINISHED =
      " and not exists (select 1 from recipient r where r.message_id = m.id"
          + " and r.state in ('queued', 'deferred', 'held'))";
  private final Database database;

  FinishedMails(Database database) {
    this.database = database;
  }

  /** Oldest first; see {@link relay.domain.retention.Retention#finishedMails}. */
  public List<QueueId> find(Instant before, Optional<QueueId> after, int max) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select m.id from message m where m.accepted_at < ? and m.id > ? and m.id < ?"
                      + FINISHED
                      + " order by m.id limit ?")) {
            select.setObject(1, ViewRows.at(before));
            select.setString(2, after.map(QueueId::text).orElse(""));
            // ids begin with the time: the search ends there instead of reading all that is newer
            select.setString(3, MessageSearch.firstId(before.plusMillis(1)));
            select.setInt(4, max);
            List<QueueId> ids = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                ids.add(new QueueId(row.getString(1)));
              }
            }
            return ids;
          }
        });
  }

  /** In one transaction; how many were removed. */
  public int remove(List<QueueId> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    return database.inTransaction(
        connection -> {
          int removed = 0;
          for (QueueId id : finished(connection, ids)) {
            delete(connection, "delete from recipient where message_id = ?", id);
            removed += delete(connection, "delete from message where id = ?", id);
          }
          return removed;
        });
  }

  private static List<QueueId> finished(Connection connection, List<QueueId> ids)
      throws SQLException {
    List<QueueId> finished = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("select m.id from message m where m.id = ?" + FINISHED)) {
      for (QueueId id : ids) {
        select.setString(1, id.text());
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            finished.add(id);
          }
        }
      }
    }
    return finished;
  }

  private static int delete(Connection connection, String sql, QueueId id) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setString(1, id.text());
      return delete.executeUpdate();
    }
  }
}
