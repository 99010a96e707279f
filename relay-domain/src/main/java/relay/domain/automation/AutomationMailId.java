package relay.domain.automation;

import java.time.Instant;
import relay.domain.mail.QueueId;

/**
 * The queue id of each mail of an automation: it follows from the entry and the step, so that a
 * mail that is put into the queue twice has the same id both times. The time in it is when the
 * contact came in; of the 55 other bits the first is set, which no mail of a campaign has before
 * there were eight million campaigns, 46 are the entry's number and 8 the step.
 */
public final class AutomationMailId {
  static final long ENTRY_MAX = (1L << 46) - 1;
  private static final long MARK = 1L << 54;
  private static final int STEP_BITS = 8;

  private AutomationMailId() {}

  /** Whether a queue id is one of these. */
  static boolean isOne(QueueId mail) {
    return mail.chance() >>> 54 == 1;
  }

  /**
   * @param entry number of the entry, 1 and up
   * @param step place of the step, 0 and up
   */
  public static QueueId of(Instant enteredAt, long entry, int step) {
    if (entry < 1 || entry > ENTRY_MAX || step < 0 || step >= 1 << STEP_BITS) {
      throw new IllegalArgumentException("no mail is of entry " + entry + " and step " + step);
    }
    return QueueId.of(enteredAt.toEpochMilli(), MARK | entry << STEP_BITS | step);
  }
}
