package relay.ejb.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.QueueId;
import relay.domain.retention.OldMail;
import relay.domain.retention.StreamName;
import relay.ejb.database.Database;

/** Rows of mails nothing will happen to any more, and their removal. Thread-safe. */
public final class FinishedMails {
  private static final String FINISHED =
      " and not exists (select 1 from recipient r where r.message_id = m.id"
          + " and r.state in ('queued', 'deferred', 'held'))";
  private static final int IDS_AT_ONCE = 500;
  private final Database database;

  FinishedMails(Database database) {
    this.database = database;
  }

  /**
   * What the view knows of a mail.
   *
   * @param isOpen whether anything is still going to happen to any recipient
   */
  public record Standing(StreamName stream, boolean isOpen) {}

  /** Oldest first; see {@link relay.domain.retention.Retention#finishedMails}. */
  public List<QueueId> find(OldMail old, Optional<QueueId> after, int max) {
    List<Object> values = new ArrayList<>();
    String sql = oldMail(old, after, values);
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
              select.setObject(i + 1, values.get(i));
            }
            select.setInt(values.size() + 1, max);
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

  private static String oldMail(OldMail old, Optional<QueueId> after, List<Object> values) {
    var sql =
        new StringBuilder(
            "select m.id from message m where m.accepted_at < ? and m.id > ? and m.id < ?");
    values.add(ViewRows.at(old.before()));
    values.add(after.map(QueueId::text).orElse(""));
    // ids begin with the time: the search ends there instead of reading all that is newer
    values.add(MessageSearch.firstId(old.before().plusMillis(1)));
    old.of().ifPresent(stream -> of(sql.append(" and "), stream, values));
    old.except().forEach(stream -> of(sql.append(" and not "), stream, values));
    return sql.append(FINISHED).append(" order by m.id limit ?").toString();
  }

  /** Mail of versions that knew no streams has none; its lane's name stands for it. */
  private static void of(StringBuilder sql, StreamName stream, List<Object> values) {
    sql.append("(m.tenant = ? and (m.stream = ? or m.stream = '' and m.lane = ?))");
    values.add(stream.tenant());
    values.add(stream.stream());
    values.add(stream.stream());
  }

  /** Of those of the mails that the view knows. */
  public Map<QueueId, Standing> standing(Collection<QueueId> ids) {
    Map<QueueId, Standing> known = new HashMap<>();
    List<QueueId> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
      List<QueueId> some = all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE));
      database.inTransaction(connection -> standing(connection, some, known));
    }
    return known;
  }

  private static int standing(
      Connection connection, List<QueueId> ids, Map<QueueId, Standing> known) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select m.id, m.tenant, case when m.stream = '' then m.lane else m.stream end,"
                + " case when 1 = 1"
                + FINISHED
                + " then 0 else 1 end from message m where m.id in ("
                + "?, ".repeat(ids.size() - 1)
                + "?)")) {
      for (int i = 0; i < ids.size(); i++) {
        select.setString(i + 1, ids.get(i).text());
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.put(
              new QueueId(row.getString(1)),
              new Standing(new StreamName(row.getString(2), row.getString(3)), row.getInt(4) == 1));
        }
      }
    }
    return known.size();
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
