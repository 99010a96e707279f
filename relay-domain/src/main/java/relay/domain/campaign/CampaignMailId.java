package relay.domain.campaign;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.QueueId;

/**
 * The queue id of each mail of a campaign: it follows from the start of the campaign, its number
 * and the recipient's place in the ledger, and tells them again. So a mail that is put into the
 * queue twice has the same id both times, and an event of the journal finds its row without an
 * index. The time in it is that of the start; of the 55 other bits 24 are the number and 31 the
 * place.
 */
public final class CampaignMailId {
  /** Numbers of campaigns, of all tenants together. */
  public static final long RUN_MAX = (1L << 24) - 1;

  /** Recipients of one campaign. */
  public static final long PLACE_MAX = (1L << 31) - 1;

  private static final int PLACE_BITS = 31;

  private CampaignMailId() {}

  /**
   * @param run number of the campaign in the ledger, 1 and up
   * @param place of the recipient, 1 and up
   */
  public static QueueId of(Instant startedAt, long run, long place) {
    if (run < 1 || run > RUN_MAX || place < 1 || place > PLACE_MAX) {
      throw new IllegalArgumentException("no mail has number " + run + " and place " + place);
    }
    return QueueId.of(startedAt.toEpochMilli(), run << PLACE_BITS | place);
  }

  /** Number of the campaign that a mail would be of, if it is of any. */
  public static long runOf(QueueId mail) {
    return mail.chance() >>> PLACE_BITS;
  }

  /** The recipient's place, if the mail is of the campaign that started then with this number. */
  public static Optional<Long> placeIn(QueueId mail, Instant startedAt, long run) {
    long place = mail.chance() & PLACE_MAX;
    return mail.millis() == startedAt.toEpochMilli() && runOf(mail) == run && place > 0
        ? Optional.of(place)
        : Optional.empty();
  }
}
