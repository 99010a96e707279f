package relay.domain.tracking;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Opens and clicks of a tenant's mail, as far as the journal was read (port). Thread-safe. Throws
 * {@link relay.domain.view.ViewUnavailable} when the database cannot be used.
 */
public interface TrackingReport {
  /** Most rows of an answer. */
  int ROWS_MAX = 1_000;

  /** What a row is about. */
  enum By {
    STREAM,
    CAMPAIGN,
    LINK,
    DAY
  }

  /**
   * What is asked for.
   *
   * @param from first day, UTC
   * @param until last day
   * @param stream empty: all
   * @param campaign empty: all, and mail of none
   */
  record Question(
      String tenant,
      By by,
      LocalDate from,
      LocalDate until,
      Optional<String> stream,
      Optional<String> campaign) {}

  /**
   * @param name of the stream or campaign (empty text: of none), the link, or the day
   */
  record Row(String name, VisitCounts.Count opens, VisitCounts.Count clicks) {}

  /** The rows, those with the most clicks and opens of people first; days in their order. */
  List<Row> rows(Question question);
}
