package relay.domain.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Who gets a campaign and what became of each (port). What has returned is on disk. Every method
 * throws {@link relay.domain.view.ViewUnavailable} while the database cannot be used; then it may
 * be repeated. Thread-safe.
 */
public interface CampaignLedger {

  /** What was written down. */
  record Frozen(long run, long recipients) {}

  /**
   * Writes down who gets a campaign: all contacts that have confirmed its list and are in its
   * segment now, and where it asks the inactive are that, in one statement. Done again for the same
   * start it changes nothing.
   *
   * @param campaign with the instant of its start
   * @throws relay.domain.control.InvalidField when its segment cannot be asked any more, or nobody
   *     tells any more who is inactive
   */
  Frozen freeze(Campaign campaign);

  /**
   * Recipients whose turn may be now, in the order of their places, with their contacts as they are
   * now.
   *
   * @param from first place, inclusive
   * @param to last place, inclusive
   */
  List<CampaignRecipient> waiting(Campaign campaign, long from, long to, int most);

  /**
   * The turn of these places is not before a time. Who does not wait any more is left as he is.
   *
   * @param why all of them are; only the latest reason of each is kept
   */
  void putOff(long run, Map<Long, Instant> places, WaitReason why);

  /** Whether anybody's turn may be now in a part of it. */
  boolean hasWaiting(long run, Shard shard);

  /**
   * The place of one of those who wait for their turn, at whatever time.
   *
   * @param nth 1 for the first of them
   * @return 0 where fewer wait
   */
  long placeOfWaiting(long run, long nth);

  /**
   * The mails of these places are in the lane. A row that is known to be further stays there.
   *
   * @param places in ascending order
   * @param skipped why others of the same batch get none, by place
   */
  void sent(long run, List<Long> places, Map<Long, SkipReason> skipped, Instant at);

  /**
   * The next of those who wait for the end of a test have their turn now.
   *
   * @param variant number of the form that they get
   * @param most how many at most
   * @return how many; 0 when nobody is left
   */
  long release(long run, int variant, int most, Instant at);

  /** Nobody who waits, for his turn or a test, gets it any more; how many that were. */
  long skipWaiting(long run, SkipReason why, Instant at);

  /** How far its recipients have come; counts all of them. */
  CampaignCounts counts(long run);

  /**
   * The same of those alone with whom something happened since a time; complaints and
   * unsubscriptions count with their mail.
   */
  CampaignCounts counts(long run, Instant since);

  /**
   * What is left to be done, in a time that does not grow with the number of recipients.
   *
   * @param recipients all of them
   * @param hasWaiting whether somebody's turn has not come
   * @param hasOpen whether something will still happen to somebody
   * @param hasReserved whether somebody waits for the end of a test
   */
  record Rest(long recipients, boolean hasWaiting, boolean hasOpen, boolean hasReserved) {}

  Rest rest(long run);

  /** How many of its mails stand in the lane. */
  long queued(long run);

  /** Whether everything that this node's journal had told at its start is in the ledger. */
  boolean isUpToDate();
}
