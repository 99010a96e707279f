package relay.domain.campaign.report;

import java.util.List;
import java.util.Optional;
import relay.domain.contacts.Segment;

/**
 * Sums over the ledger (port). Every method throws {@link relay.domain.view.ViewUnavailable} while
 * the database cannot be used. Thread-safe.
 */
public interface CampaignReport {
  /** Most groups that are told. */
  int ROWS_MAX = 1_000;

  /** What the recipients are put together by. */
  enum By {
    /** The name of a row is the number of the form; 0: who has none. */
    VARIANT,
    /** By whose server answered last; empty text: nobody's that is known, or none did. */
    PROVIDER,
    /** Those that bounced, by class. */
    BOUNCE,
    /** The name of a row is the hour in which it happened, as an instant. */
    HOUR,
    /** The day, UTC, as an instant. */
    DAY;

    /** Whether a row is about what happened in a time, so that it counts no recipients. */
    public boolean isTime() {
      return this == HOUR || this == DAY;
    }
  }

  /** A group of recipients. */
  record Row(String name, Totals totals) {}

  /**
   * What is asked.
   *
   * @param run number of the campaign in the ledger
   * @param segment those of its recipients only who are in it now; empty: all
   */
  record Question(String tenant, long run, By by, Optional<Segment> segment) {}

  /**
   * The groups of the recipients of a campaign.
   *
   * @return at most {@link #ROWS_MAX}, in the order of their names; of hours and days the first
   * @throws relay.domain.control.InvalidField when the segment cannot be asked any more
   */
  List<Row> rows(Question question);
}
