package relay.ejb.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditQuery;

/** Audit entries as rows, within a transaction of the caller. Thread-safe. */
public final class AuditRows {
  private static final String COLUMNS =
      "select entry, happened_at, actor, origin, action, tenant, subject, before_text, after_text,"
          + " hash from audit";
  private static final int CHUNK = 1000;

  private AuditRows() {}

  /** The newest link. */
  public record Head(long entry, String hash) {}

  /** Something to do with each entry; false ends the reading. */
  interface Reader {
    boolean take(AuditEntry entry);
  }

  /** Adds links to the chain; no other transaction adds any until this one has ended. */
  public static void add(Connection connection, List<AuditEvent> events) throws SQLException {
    Head head = head(connection, " for update");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into audit (entry, happened_at, actor, origin, action, tenant, subject,"
                + " before_text, after_text, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (AuditEvent event : events) {
        AuditEntry next = AuditEntry.after(head.entry(), head.hash(), event);
        bind(insert, next);
        insert.addBatch();
        head = new Head(next.number(), next.hash());
      }
      insert.executeBatch();
    }
    try (PreparedStatement update =
        connection.prepareStatement("update audit_head set entry = ?, hash = ? where id = 1")) {
      update.setLong(1, head.entry());
      update.setString(2, head.hash());
      update.executeUpdate();
    }
  }

  public static Head head(Connection connection) throws SQLException {
    return head(connection, "");
  }

  private static Head head(Connection connection, String lock) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select entry, hash from audit_head where id = 1" + lock);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the row of the audit's head is missing");
      }
      return new Head(row.getLong(1), row.getString(2));
    }
  }

  static List<AuditEntry> find(Connection connection, AuditQuery query) throws SQLException {
    var sql = new StringBuilder(COLUMNS).append(" where 1 = 1");
    List<Object> values = new ArrayList<>();
    query.tenant().ifPresent(t -> condition(sql, values, " and tenant = ?", t));
    query.subject().ifPresent(s -> condition(sql, values, " and subject = ?", s));
    query.actor().ifPresent(a -> condition(sql, values, " and actor = ?", a));
    query.before().ifPresent(b -> condition(sql, values, " and entry < ?", b));
    condition(sql, values, " order by entry desc limit ?", query.limit());
    return select(connection, sql.toString(), values);
  }

  static List<AuditEntry> from(Connection connection, long number, int max) throws SQLException {
    return select(
        connection, COLUMNS + " where entry >= ? order by entry limit ?", List.of(number, max));
  }

  /** All of the chain, in parts, so that a long one needs no more memory than a short one. */
  static void each(Connection connection, Reader reader) throws SQLException {
    long from = Long.MIN_VALUE;
    List<AuditEntry> part;
    do {
      part = from(connection, from, CHUNK);
      for (AuditEntry entry : part) {
        if (!reader.take(entry)) {
          return;
        }
        from = entry.number() + 1;
      }
    } while (part.size() == CHUNK);
  }

  private static void condition(
      StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(condition);
    values.add(value);
  }

  private static List<AuditEntry> select(Connection connection, String sql, List<?> values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      List<AuditEntry> entries = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          entries.add(entry(row));
        }
      }
      return entries;
    }
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("entry"),
        new AuditEvent(
            row.getObject("happened_at", OffsetDateTime.class).toInstant(),
            new Actor(row.getString("actor"), row.getString("origin")),
            row.getString("action"),
            row.getString("tenant"),
            row.getString("subject"),
            row.getString("before_text"),
            row.getString("after_text")),
        row.getString("hash"));
  }

  private static void bind(PreparedStatement insert, AuditEntry entry) throws SQLException {
    AuditEvent event = entry.event();
    insert.setLong(1, entry.number());
    insert.setObject(2, event.at().atOffset(ZoneOffset.UTC));
    insert.setString(3, event.actor().name());
    insert.setString(4, event.actor().origin());
    insert.setString(5, event.action());
    insert.setString(6, event.tenant());
    insert.setString(7, event.subject());
    insert.setString(8, event.before());
    insert.setString(9, event.after());
    insert.setString(10, entry.hash());
  }
}
