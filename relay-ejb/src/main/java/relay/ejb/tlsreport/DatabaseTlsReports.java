package relay.ejb.tlsreport;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import relay.domain.tlsreport.OutgoingReport;
import relay.domain.tlsreport.TalliedSessions;
import relay.domain.tlsreport.TlsReports;
import relay.ejb.database.Database;

/** Counts and reports in the database that all nodes share. Thread-safe. */
final class DatabaseTlsReports implements TlsReports {
  private static final String COLUMNS =
      "id, day_date, domain, address, report_id, document, successful, failed, state, tries,"
          + " created_at, next_at, ended_at, answer, queue_id";
  private final Database database;

  DatabaseTlsReports(Database database) {
    this.database = database;
  }

  /** In one order on all nodes, so that none waits for a row of another that waits for its own. */
  @Override
  public void add(List<TalliedSessions> counts, int failuresMax) {
    List<TalliedSessions> ordered = new ArrayList<>(counts);
    ordered.sort(
        Comparator.comparing(TalliedSessions::day)
            .thenComparing(TalliedSessions::domain)
            .thenComparing(TalliedSessions::kind));
    database.inTransaction(
        connection -> {
          for (TalliedSessions each : ordered) {
            TallyRows.add(connection, each, failuresMax);
          }
          return null;
        });
  }

  @Override
  public List<Due> due(LocalDate before, Optional<Due> after, int max) {
    return database.inTransaction(connection -> TallyRows.due(connection, before, after, max));
  }

  @Override
  public List<TalliedSessions> of(LocalDate day, String domain) {
    return database.inTransaction(connection -> TallyRows.of(connection, day, domain));
  }

  @Override
  public void settle(Due due, List<OutgoingReport> reports) {
    database.durably(
        connection -> {
          for (OutgoingReport report : reports) {
            insert(connection, report);
          }
          TallyRows.forget(connection, due);
          return null;
        });
  }

  private static void insert(Connection connection, OutgoingReport report) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into tls_report ("
                + COLUMNS
                + ", held_until) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing")) {
      insert.setString(1, report.id());
      insert.setObject(2, report.day());
      insert.setString(3, report.domain());
      insert.setString(4, report.address());
      insert.setString(5, report.reportId());
      insert.setString(6, report.document());
      insert.setLong(7, report.successful());
      insert.setLong(8, report.failed());
      insert.setString(9, report.state().word());
      insert.setInt(10, report.tries());
      insert.setObject(11, at(report.createdAt()));
      insert.setObject(12, at(report.nextAt()));
      insert.setObject(13, null);
      insert.setString(14, report.answer());
      insert.setString(15, report.queueId());
      insert.setObject(16, at(report.createdAt()));
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<OutgoingReport> take(Instant now, Duration hold) {
    return database.inTransaction(
        connection -> {
          for (OutgoingReport due : due(connection, now)) {
            if (held(connection, due, now, hold)) {
              return Optional.of(due);
            }
          }
          return Optional.empty();
        });
  }

  private static List<OutgoingReport> due(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from tls_report where state = 'waiting' and next_at <= ? and held_until <= ?"
                + " order by next_at, id limit 10")) {
      select.setObject(1, at(now));
      select.setObject(2, at(now));
      return read(select);
    }
  }

  /** False when another node was faster. */
  private static boolean held(
      Connection connection, OutgoingReport report, Instant now, Duration hold)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update tls_report set held_until = ?"
                + " where id = ? and state = 'waiting' and tries = ? and held_until <= ?")) {
      update.setObject(1, at(now.plus(hold)));
      update.setString(2, report.id());
      update.setInt(3, report.tries());
      update.setObject(4, at(now));
      return update.executeUpdate() == 1;
    }
  }

  @Override
  public void keep(OutgoingReport report) {
    database.durably(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update tls_report set state = ?, tries = ?, next_at = ?, held_until = ?,"
                      + " ended_at = ?, answer = ?, queue_id = ? where id = ?")) {
            update.setString(1, report.state().word());
            update.setInt(2, report.tries());
            update.setObject(3, at(report.nextAt()));
            update.setObject(4, at(report.nextAt()));
            update.setObject(5, report.endedAt().map(DatabaseTlsReports::at).orElse(null));
            update.setString(6, report.answer());
            update.setString(7, report.queueId());
            update.setString(8, report.id());
            return update.executeUpdate();
          }
        });
  }

  @Override
  public Optional<OutgoingReport> find(String id) {
    return database.inTransaction(connection -> find(connection, id));
  }

  private static Optional<OutgoingReport> find(Connection connection, String id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select " + COLUMNS + " from tls_report where id = ?")) {
      select.setString(1, id);
      return read(select).stream().findFirst();
    }
  }

  @Override
  public List<OutgoingReport> list(Optional<String> domain, Optional<String> after, int limit) {
    return database.inTransaction(
        connection -> {
          Optional<OutgoingReport> last =
              after.isEmpty() ? Optional.empty() : find(connection, after.get());
          if (after.isPresent() && last.isEmpty()) {
            return List.of();
          }
          String where =
              (domain.isPresent() ? " and domain = ?" : "")
                  + (last.isPresent() ? " and (day_date < ? or day_date = ? and id > ?)" : "");
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from tls_report where 1 = 1"
                      + where
                      + " order by day_date desc, id limit ?")) {
            int place = 0;
            if (domain.isPresent()) {
              select.setString(++place, domain.get());
            }
            if (last.isPresent()) {
              select.setObject(++place, last.get().day());
              select.setObject(++place, last.get().day());
              select.setString(++place, last.get().id());
            }
            select.setInt(++place, limit);
            return read(select);
          }
        });
  }

  private static List<OutgoingReport> read(PreparedStatement select) throws SQLException {
    List<OutgoingReport> all = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(
            new OutgoingReport(
                row.getString(1),
                row.getObject(2, LocalDate.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                OutgoingReport.State.worded(row.getString(9)),
                row.getInt(10),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(13, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant),
                row.getString(14),
                row.getString(15)));
      }
    }
    return all;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
