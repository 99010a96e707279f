package relay.domain.campaign.report;

import java.time.Instant;
import relay.domain.campaign.Campaign;

/** What came of asking the inactive once more (port). Thread-safe. */
public interface RepermissionReport {

  /**
   * Those who had the mail, each counted once.
   *
   * @param confirmed they have confirmed the list, or another one, since the campaign started
   * @param left they unsubscribed by the mail instead
   * @param unanswered their time is over, and they did neither
   * @param pending they have time left
   */
  record Answers(long confirmed, long left, long unanswered, long pending) {}

  /**
   * Counts them by the rows of the campaign, as long as those are kept. A contact that was removed
   * counts no more.
   *
   * @param campaign that was started, and asks
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  Answers of(Campaign campaign, Instant now);
}
