package relay.domain.reports;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which reports of a tenant to look at; all that is given must hold.
 *
 * @param domain that the report, or mail in it, is about
 * @param from first day, UTC
 * @param to last day, UTC
 * @param after cursor: id of the last report of the page before
 * @param limit most rows of the answer
 */
public record ReportQuery(
    String tenant,
    Optional<ReportKind> kind,
    Optional<String> domain,
    LocalDate from,
    LocalDate to,
    Optional<String> after,
    int limit) {
  public static final int LIMIT_DEFAULT = 50;
  public static final int LIMIT_MAX = 500;

  public ReportQuery {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit is 1 to " + LIMIT_MAX);
    }
  }
}
