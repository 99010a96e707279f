package relay.ejb.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tlsreport.TlsReporting.STS;
import static relay.domain.tlsreport.TlsReporting.good;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.tlsreport.TlsReports;
import relay.domain.tlsreport.TlsReportsContract;
import relay.ejb.database.Database;

/** What is kept of sessions and reports, and how it goes; in each database. */
interface TlsReportRowsContract extends TlsReportsContract {
  /** Open, without reports. */
  Database database();

  @Override
  default TlsReports reports() {
    return new DatabaseTlsReports(database());
  }

  @Test
  default void shouldForgetWhatIsOld() {
    reports().settle(ORG, List.of(TlsReportsContract.report("https://example.org/a")));
    reports().add(List.of(good("late.example", STS, 2)), 10);
    var rows = new OldTlsReports(database(), () -> Duration.ofDays(90));

    assertThat(rows.old(NOW.plus(Duration.ofDays(2)), "", 10)).isEmpty();
    List<String> unreported = rows.old(NOW.plus(Duration.ofDays(4)), "", 10);
    assertThat(rows.remove(unreported)).isEqualTo(1);
    List<String> old = rows.old(NOW.plus(Duration.ofDays(100)), "", 10);
    assertThat(rows.old(NOW.plus(Duration.ofDays(100)), old.get(0), 10)).isEmpty();
    assertThat(rows.remove(old)).isEqualTo(1);
    assertThat(reports().list(Optional.empty(), Optional.empty(), 10)).isEmpty();
  }
}
