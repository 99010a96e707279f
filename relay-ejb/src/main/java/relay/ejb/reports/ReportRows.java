package relay.ejb.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import relay.domain.reports.KeptReport;
import relay.domain.reports.ReportHead;
import relay.domain.reports.ReportKind;
import relay.domain.reports.SessionRow;
import relay.domain.reports.SourceRow;
import relay.domain.verification.report.Period;

/** One report as rows, within a transaction of the caller. */
final class ReportRows {
  static final String HEAD =
      "r.id, r.tenant, r.kind, r.domain, r.organization, r.contact, r.report_id, r.begin_at,"
          + " r.end_at, r.received_at, r.source, r.proven_by, r.total, r.passed";
  private static final int BATCH = 1000;

  private ReportRows() {}

  /** False when it is there already. */
  static boolean insert(Connection connection, KeptReport report) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into received_report (id, tenant, kind, domain, organization, contact,"
                + " report_id, first_day, begin_at, end_at, received_at, source, proven_by, policy,"
                + " total, passed, row_count)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing")) {
      ReportHead head = report.head();
      insert.setString(1, head.id());
      insert.setString(2, head.tenant());
      insert.setString(3, head.kind().word());
      insert.setString(4, head.domain());
      insert.setString(5, head.organization());
      insert.setString(6, head.contact());
      insert.setString(7, head.reportId());
      insert.setObject(8, at(head.period().begin()).toLocalDate());
      insert.setObject(9, at(head.period().begin()));
      insert.setObject(10, at(head.period().end()));
      insert.setObject(11, at(head.receivedAt()));
      insert.setString(12, head.source());
      insert.setString(13, head.provenBy());
      insert.setString(14, report.policy());
      insert.setLong(15, head.total());
      insert.setLong(16, head.passed());
      insert.setInt(17, report.rows());
      if (insert.executeUpdate() == 0) {
        return false;
      }
    }
    insertSources(connection, report);
    insertSessions(connection, report);
    return true;
  }

  private static void insertSources(Connection connection, KeptReport report) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into report_source (report, line, address, mails, dkim, spf, disposition,"
                + " from_domain, sender_domain, sent_for, signed_by)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      int line = 0;
      for (SourceRow row : report.sources()) {
        insert.setString(1, report.head().id());
        insert.setInt(2, ++line);
        insert.setString(3, row.address());
        insert.setLong(4, row.mails());
        insert.setBoolean(5, row.dkim());
        insert.setBoolean(6, row.spf());
        insert.setString(7, row.disposition());
        insert.setString(8, row.from());
        insert.setString(9, row.sender());
        insert.setString(10, row.sentFor());
        insert.setString(11, row.signedBy());
        insert.addBatch();
        if (line % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void insertSessions(Connection connection, KeptReport report) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into report_session (report, line, policy, result, sender, receiver, more,"
                + " sessions) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      int line = 0;
      for (SessionRow row : report.sessions()) {
        insert.setString(1, report.head().id());
        insert.setInt(2, ++line);
        insert.setString(3, row.policy());
        insert.setString(4, row.result());
        insert.setString(5, row.sender());
        insert.setString(6, row.receiver());
        insert.setString(7, row.more());
        insert.setLong(8, row.sessions());
        insert.addBatch();
        if (line % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /** Reads the columns of {@link #HEAD}. */
  static ReportHead head(ResultSet row) throws SQLException {
    return new ReportHead(
        row.getString(1),
        row.getString(2),
        ReportKind.named(row.getString(3)).orElseThrow(),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        new Period(instant(row, 8), instant(row, 9)),
        instant(row, 10),
        row.getString(11),
        row.getString(12),
        row.getLong(13),
        row.getLong(14));
  }

  static List<SourceRow> sources(Connection connection, String report) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select address, mails, dkim, spf, disposition, from_domain, sender_domain, sent_for,"
                + " signed_by from report_source where report = ? order by line")) {
      select.setString(1, report);
      List<SourceRow> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(
              new SourceRow(
                  row.getString(1),
                  row.getLong(2),
                  row.getBoolean(3),
                  row.getBoolean(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7),
                  row.getString(8),
                  row.getString(9)));
        }
      }
      return rows;
    }
  }

  static List<SessionRow> sessions(Connection connection, String report) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select policy, result, sender, receiver, more, sessions from report_session"
                + " where report = ? order by line")) {
      select.setString(1, report);
      List<SessionRow> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(
              new SessionRow(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getLong(6)));
        }
      }
      return rows;
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
