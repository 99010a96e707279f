package relay.ejb.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tlsreport.TlsReporting.DAY;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.tlsreport.SessionTally;
import relay.domain.tlsreport.TlsReportSettings;
import relay.domain.tlsreport.TlsReporting;
import relay.ejb.database.BuiltInDatabase;

class TallyKeepingTest {
  private static final Instant NOW = Instant.parse("2026-11-20T04:30:00Z");
  @RegisterExtension final BuiltInDatabase builtIn = new BuiltInDatabase();
  private final TlsReportSettings settings = TlsReporting.settings();

  @Test
  void shouldKeepCountsInMemoryWhileTheDatabaseIsAway() {
    var tally = new SessionTally(() -> settings, () -> NOW);
    var reports = new DatabaseTlsReports(builtIn.database());
    var keeping = new TallyKeeping(tally, reports, () -> settings);
    tally.note("example.org", TlsReporting.NONE, Optional.empty());
    builtIn.database().close();

    assertThat(keeping.round()).isFalse();
    tally.note("example.org", TlsReporting.NONE, Optional.empty());
    assertThat(keeping.round()).isFalse();
    assertThat(builtIn.database().open()).isTrue();

    assertThat(keeping.round()).isTrue();
    assertThat(reports.of(DAY, "example.org"))
        .singleElement()
        .satisfies(kept -> assertThat(kept.sessions()).isEqualTo(2));
  }
}
