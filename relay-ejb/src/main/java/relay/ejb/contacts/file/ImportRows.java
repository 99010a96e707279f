package relay.ejb.contacts.file;

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
import relay.domain.contacts.file.ContactImport;
import relay.domain.contacts.file.ImportCounts;
import relay.domain.contacts.file.ImportOrder;
import relay.domain.contacts.file.ImportOrderJson;
import relay.domain.contacts.file.ImportState;
import relay.domain.contacts.file.ReportLine;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/** Imports as rows, within a transaction of the caller. */
final class ImportRows {
  private static final String COLUMNS =
      "id, tenant, state, node, file_name, instruction, size, position, line, counts, told, author,"
          + " created_at, ended_at, problem";
  private static final String OPEN = "state in ('waiting', 'running')";
  private static final int AUTHOR_CHARS_MAX = 300;
  private static final int PROBLEM_CHARS_MAX = 500;

  private ImportRows() {}

  /**
   * An import and what only the node itself knows of it.
   *
   * @param file its name in the folder
   * @param told lines of its report
   */
  record Row(ContactImport job, String file, long told) {}

  static long insert(
      Connection connection,
      String tenant,
      String node,
      ImportFolder.Kept file,
      ImportOrder order,
      String author,
      Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into contact_import (tenant, state, node, file_name, instruction, size,"
                + " position, line, counts, told, author, created_at, problem)"
                + " values (?, 'waiting', ?, ?, ?, ?, 0, 1, ?, 0, ?, ?, '')",
            new String[] {"id"})) {
      insert.setString(1, tenant);
      insert.setString(2, node);
      insert.setString(3, file.name());
      insert.setString(4, ImportOrderJson.write(order).toString());
      insert.setLong(5, file.size());
      insert.setString(6, ImportCounts.NONE.json().toString());
      insert.setString(7, cut(author, AUTHOR_CHARS_MAX));
      insert.setObject(8, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
      try (ResultSet key = insert.getGeneratedKeys()) {
        key.next();
        return key.getLong(1);
      }
    }
  }

  static int countOpen(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from contact_import where tenant = ? and " + OPEN)) {
      select.setString(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Newest first. */
  static List<Row> of(Connection connection, String tenant, int most) throws SQLException {
    return select(connection, "tenant = ? order by id desc limit " + most, tenant);
  }

  static Optional<Row> find(Connection connection, String tenant, long id) throws SQLException {
    return select(connection, "tenant = ? and id = ?", tenant, id).stream().findFirst();
  }

  /** Its row locked until the transaction ends. */
  static Optional<Row> lock(Connection connection, long id) throws SQLException {
    return select(connection, "id = ? for update", id).stream().findFirst();
  }

  /** Oldest first, of a node. */
  static List<Row> open(Connection connection, String node) throws SQLException {
    return select(connection, "node = ? and " + OPEN + " order by id", node);
  }

  /** Names of all files that a node has to keep. */
  static List<String> files(Connection connection, String node) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select file_name from contact_import where node = ? and " + OPEN)) {
      select.setString(1, node);
      List<String> names = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
      return names;
    }
  }

  private static List<Row> select(Connection connection, String condition, Object... values)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from contact_import where " + condition)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(read(row));
        }
      }
      return rows;
    }
  }

  private static Row read(ResultSet row) throws SQLException {
    OffsetDateTime ended = row.getObject(14, OffsetDateTime.class);
    String problem = row.getString(15);
    return new Row(
        new ContactImport(
            row.getString(2),
            Long.toString(row.getLong(1)),
            ImportOrderJson.kept(ControlJson.read(row.getString(6))),
            constant(ImportState.class, row.getString(3)),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            ImportCounts.read(ControlJson.read(row.getString(10))),
            row.getString(4),
            row.getString(12),
            row.getObject(13, OffsetDateTime.class).toInstant(),
            Optional.ofNullable(ended).map(OffsetDateTime::toInstant),
            Optional.of(problem).filter(text -> !text.isEmpty())),
        row.getString(5),
        row.getLong(11));
  }

  /** Goes on to where these rows end. */
  static void advance(
      Connection connection, long id, long position, long line, ImportCounts counts, long told)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update contact_import set state = 'running', position = ?, line = ?, counts = ?,"
                + " told = ? where id = ?")) {
      update.setLong(1, position);
      update.setLong(2, line);
      update.setString(3, counts.json().toString());
      update.setLong(4, told);
      update.setLong(5, id);
      update.executeUpdate();
    }
  }

  static void end(Connection connection, long id, ImportState state, String problem, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update contact_import set state = ?, ended_at = ?, problem = ? where id = ?")) {
      update.setString(1, Fields.word(state));
      update.setObject(2, now.atOffset(ZoneOffset.UTC));
      update.setString(3, cut(problem, PROBLEM_CHARS_MAX));
      update.setLong(4, id);
      update.executeUpdate();
    }
  }

  static void tell(Connection connection, long id, long after, List<ReportLine> lines)
      throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into contact_import_report (import_id, number, line, kind, column_name, what)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      long number = after;
      for (ReportLine each : lines) {
        insert.setLong(1, id);
        insert.setLong(2, ++number);
        insert.setLong(3, each.line());
        insert.setString(4, each.kind().label());
        insert.setString(5, each.column());
        insert.setString(6, each.text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Lines after a number; a page of them. */
  static List<ReportLine> report(Connection connection, long id, long after, int most)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select line, kind, column_name, what from contact_import_report"
                + " where import_id = ? and number > ? order by import_id, number limit ?")) {
      select.setLong(1, id);
      select.setLong(2, after);
      select.setInt(3, most);
      List<ReportLine> lines = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(
              new ReportLine(
                  row.getLong(1),
                  constant(ReportLine.Kind.class, row.getString(2)),
                  row.getString(3),
                  row.getString(4)));
        }
      }
      return lines;
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
