package relay.ejb.tlsreport;

import java.lang.System.Logger;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.tlsreport.SessionTally;
import relay.domain.tlsreport.TalliedSessions;
import relay.domain.tlsreport.TlsReportSettings;
import relay.domain.tlsreport.TlsReports;
import relay.domain.view.ViewUnavailable;

/**
 * Moves counts from memory to the database. While that is away they stay in memory, within the
 * bound of the tally; a crash loses those of the last half minute.
 */
final class TallyKeeping {
  private static final Logger LOG = System.getLogger(TallyKeeping.class.getName());
  private final SessionTally tally;
  private final TlsReports reports;
  private final Supplier<TlsReportSettings> settings;
  private List<TalliedSessions> unkept = List.of();

  TallyKeeping(SessionTally tally, TlsReports reports, Supplier<TlsReportSettings> settings) {
    this.tally = tally;
    this.reports = reports;
    this.settings = settings;
  }

  /** One round; whether all is kept. */
  synchronized boolean round() {
    return kept(unkept) && kept(tally.take());
  }

  private boolean kept(List<TalliedSessions> counts) {
    if (counts.isEmpty()) {
      return true;
    }
    unkept = counts;
    try {
      reports.add(counts, settings.get().failuresMax());
      unkept = List.of();
      return true;
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "counts for TLS reports wait for the database", e);
      return false;
    }
  }
}
