package relay.ejb.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import relay.domain.reports.DayFigures;
import relay.domain.reports.KeptReport;
import relay.domain.reports.ReportHead;
import relay.domain.reports.ReportPage;
import relay.domain.reports.ReportQuery;
import relay.domain.reports.Reports;
import relay.domain.reports.SourceFigures;
import relay.ejb.database.Database;

/** Reports in the database that all nodes share. Thread-safe. */
final class DatabaseReports implements Reports {
  private static final String SUMS =
      "sum(s.mails), sum(case when s.dkim or s.spf then s.mails else 0 end),"
          + " sum(case when s.dkim then s.mails else 0 end),"
          + " sum(case when s.spf then s.mails else 0 end)";
  private final Database database;

  DatabaseReports(Database database) {
    this.database = database;
  }

  @Override
  public Keeping keep(KeptReport report, int rowsMax) {
    return database.durably(
        connection -> {
          if (isKnown(connection, report.head().id())) {
            return Keeping.KNOWN;
          }
          if (rowsOf(connection, report.head().tenant()) + report.rows() > rowsMax) {
            return Keeping.FULL;
          }
          return ReportRows.insert(connection, report) ? Keeping.KEPT : Keeping.KNOWN;
        });
  }

  private static boolean isKnown(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from received_report where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static long rowsOf(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select coalesce(sum(row_count), 0) from received_report where tenant = ?")) {
      select.setString(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public ReportPage list(ReportQuery query) {
    return database.inTransaction(
        connection -> {
          var search = new ReportSearch(query);
          search.select("select " + ReportRows.HEAD + " from received_report r");
          if (query.after().isPresent()) {
            Optional<LocalDate> day = dayOf(connection, query.tenant(), query.after().get());
            if (day.isEmpty()) {
              return new ReportPage(List.of(), Optional.empty());
            }
            search.and(
                "(r.first_day < ? or r.first_day = ? and r.id < ?)",
                day.get(),
                day.get(),
                query.after().get());
          }
          search.end(" order by r.first_day desc, r.id desc limit ?", query.limit() + 1);
          List<ReportHead> found = search.read(connection, ReportRows::head);
          boolean isLast = found.size() <= query.limit();
          List<ReportHead> page = isLast ? found : found.subList(0, query.limit());
          return new ReportPage(
              page, isLast ? Optional.empty() : Optional.of(page.get(page.size() - 1).id()));
        });
  }

  private static Optional<LocalDate> dayOf(Connection connection, String tenant, String id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select first_day from received_report where tenant = ? and id = ?")) {
      select.setString(1, tenant);
      select.setString(2, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, LocalDate.class)) : Optional.empty();
      }
    }
  }

  @Override
  public Optional<KeptReport> find(String tenant, String id) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + ReportRows.HEAD
                      + ", r.policy from received_report r where r.tenant = ? and r.id = ?")) {
            select.setString(1, tenant);
            select.setString(2, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new KeptReport(
                          ReportRows.head(row),
                          row.getString(15),
                          ReportRows.sources(connection, id),
                          ReportRows.sessions(connection, id)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public List<SourceFigures> sources(ReportQuery query, boolean onlyFailing) {
    var search = new ReportSearch(query).ofSources();
    search.select(
        "select s.address, "
            + SUMS
            + ", sum(case when s.disposition in ('quarantine', 'reject') then s.mails else 0 end),"
            + " min(r.first_day), max(r.first_day), max(s.sent_for), max(s.signed_by)"
            + " from report_source s join received_report r on r.id = s.report");
    search.end(
        " group by s.address"
            + (onlyFailing
                ? " having sum(case when s.dkim or s.spf then s.mails else 0 end) = 0"
                : "")
            + " order by 2 desc, s.address limit ?",
        query.limit());
    return database.inTransaction(connection -> search.read(connection, DatabaseReports::source));
  }

  private static SourceFigures source(ResultSet row) throws SQLException {
    return new SourceFigures(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getObject(7, LocalDate.class),
        row.getObject(8, LocalDate.class),
        row.getString(9),
        row.getString(10));
  }

  @Override
  public List<DayFigures> days(ReportQuery query) {
    var search = new ReportSearch(query).ofSources();
    search.select(
        "select r.first_day, "
            + SUMS
            + ", count(distinct s.address)"
            + " from report_source s join received_report r on r.id = s.report");
    search.end(" group by r.first_day order by r.first_day desc limit ?", query.limit());
    return database.inTransaction(
        connection -> {
          List<DayFigures> days = new ArrayList<>(search.read(connection, DatabaseReports::day));
          Collections.reverse(days);
          return days;
        });
  }

  private static DayFigures day(ResultSet row) throws SQLException {
    return new DayFigures(
        row.getObject(1, LocalDate.class),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }
}
