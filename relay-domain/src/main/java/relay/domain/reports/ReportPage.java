package relay.domain.reports;

import java.util.List;
import java.util.Optional;

/**
 * Some reports, of the newest days first.
 *
 * @param next id to go on after; empty on the last page
 */
public record ReportPage(List<ReportHead> reports, Optional<String> next) {
  public ReportPage {
    reports = List.copyOf(reports);
  }
}
