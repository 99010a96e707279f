package relay.domain.reports;

import java.util.List;

/**
 * One report with all that is kept of it.
 *
 * @param policy of the domain, as the reporter saw it; empty when not told
 * @param sources of a DMARC report; empty for others
 * @param sessions of a TLS report; empty for others
 */
public record KeptReport(
    ReportHead head, String policy, List<SourceRow> sources, List<SessionRow> sessions) {

  public KeptReport {
    sources = List.copyOf(sources);
    sessions = List.copyOf(sessions);
  }

  /** How many rows it takes. */
  public int rows() {
    return sources.size() + sessions.size();
  }
}
