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
    DAY,
    /** A form of the mail of campaigns. */
    VARIANT,
    /** A link in one form of a campaign's mail. */
    LINK_OF_VARIANT;

    /** Whether rows are links, so that there are clicks alone. */
    public boolean isLink() {
      return this == LINK || this == LINK_OF_VARIANT;
    }
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
   * @param name of the stream, campaign or form (empty text: of none), the link, or the day
   * @param variant of a link in one form its name; else, and of the one form of a campaign, empty
   */
  record Row(String name, String variant, VisitCounts.Count opens, VisitCounts.Count clicks) {
    /** Of no form in particular. */
    public Row(String name, VisitCounts.Count opens, VisitCounts.Count clicks) {
      this(name, "", opens, clicks);
    }
  }

  /** The rows, those with the most clicks and opens of people first; days in their order. */
  List<Row> rows(Question question);
}
