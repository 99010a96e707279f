package relay.domain.reports;

import java.util.List;
import java.util.Optional;

/**
 * The reports that are kept (port). Thread-safe. Each method throws {@link
 * relay.domain.view.ViewUnavailable} while the database cannot be used.
 */
public interface Reports {

  /** What became of a report that was to be kept. */
  enum Keeping {
    /** It is on disk. */
    KEPT,
    /** One of this id is there already. */
    KNOWN,
    /** The tenant has no room for its rows. */
    FULL
  }

  /**
   * Keeps a report, all of it or nothing.
   *
   * @param rowsMax of all reports of its tenant
   */
  Keeping keep(KeptReport report, int rowsMax);

  /** Of the newest days first. */
  ReportPage list(ReportQuery query);

  Optional<KeptReport> find(String tenant, String id);

  /**
   * Addresses that send in the name of the tenant's domains, those of most mails first.
   *
   * @param onlyFailing only those that never passed
   */
  List<SourceFigures> sources(ReportQuery query, boolean onlyFailing);

  /** The days of which there is a DMARC report, the oldest first. */
  List<DayFigures> days(ReportQuery query);
}
