package relay.ejb.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.reports.KeptReport;
import relay.domain.reports.Reports;
import relay.domain.reports.ReportsContract;
import relay.domain.reports.ReportsFixture;
import relay.ejb.database.Database;

/** What every keeper of reports does, and how rows go; in each database. */
interface ReportRowsContract extends ReportsContract {
  /** Open, without reports. */
  Database database();

  @Override
  default Reports reports() {
    return new DatabaseReports(database());
  }

  @Test
  default void shouldRemoveReportsAboutDaysThatAreLongPastWithTheirRows() {
    KeptReport old = ReportsFixture.dmarc("a1", "acme", 0, 3);
    KeptReport tls = ReportsFixture.tls("b1", "acme", 0);
    KeptReport young = ReportsFixture.dmarc("a2", "acme", 5, 2);
    List.of(old, tls, young).forEach(report -> reports().keep(report, 100));
    var rows = OldReports.of(database(), () -> Duration.ofDays(3));
    var now = LocalDate.of(2026, 1, 5).atStartOfDay().toInstant(ZoneOffset.UTC);

    List<String> first = rows.old(now, "", 1);
    List<String> rest = rows.old(now, first.get(0), 10);

    assertThat(first).containsExactly(old.head().id());
    assertThat(rest).containsExactly(tls.head().id());
    assertThat(rows.remove(List.of(old.head().id(), tls.head().id()))).isEqualTo(2);
    assertThat(rows.remove(first)).isZero();
    assertThat(rows.old(now, "", 10)).isEmpty();
    assertThat(reports().find("acme", young.head().id())).contains(young);
    assertThat(count("report_source")).isEqualTo(2);
    assertThat(count("report_session")).isZero();
  }

  @Test
  default void shouldKeepAReportWithThousandsOfRows() {
    KeptReport large = ReportsFixture.dmarc("a1", "acme", 0, 2500);

    assertThat(reports().keep(large, 10_000)).isEqualTo(Reports.Keeping.KEPT);

    assertThat(reports().find("acme", large.head().id())).contains(large);
    assertThat(count("report_source")).isEqualTo(2500);
  }

  private int count(String table) {
    return database()
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                row.next();
                return row.getInt(1);
              }
            });
  }
}
