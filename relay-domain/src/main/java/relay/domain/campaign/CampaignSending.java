package relay.domain.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import relay.domain.campaign.CampaignGate.Entry;
import relay.domain.fault.FaultPoint;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueuedMail;

/**
 * Puts a batch of a campaign's mails into the lane and says so in the ledger, in this order. A
 * crash between the two leaves rows that wait although their mails stand in the lane: the next run
 * sends the same again, and the broker drops it by its id. So a batch, times the shards, must be
 * far smaller than the broker's memory of ids ({@link CampaignSettings#checkAgainst}); what is
 * delivered meanwhile the ledger of attempts knows too. Thread-safe.
 */
public final class CampaignSending {
  private final MailQueues queues;
  private final CampaignLedger ledger;
  private final FaultPoint faults;
  private final InstantSource clock;

  public CampaignSending(
      MailQueues queues, CampaignLedger ledger, FaultPoint faults, InstantSource clock) {
    this.queues = queues;
    this.ledger = ledger;
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * Sends those of a batch that go, and notes all of it.
   *
   * @param batch in the order of the places
   */
  public void send(long run, List<Entry> batch) {
    Instant now = clock.instant();
    List<QueuedMail> mails = new ArrayList<>(batch.size());
    List<Long> places = new ArrayList<>(batch.size());
    Map<Long, SkipReason> skipped = new TreeMap<>();
    for (Entry entry : batch) {
      if (entry instanceof Entry.Goes goes) {
        mails.add(goes.mail());
        places.add(goes.place());
      } else if (entry instanceof Entry.Skipped skip) {
        skipped.put(skip.place(), skip.why());
      }
    }
    queues.move(mails, now);
    faults.reached(FaultPoint.CAMPAIGN_QUEUED);
    ledger.sent(run, places, skipped, now);
    faults.reached(FaultPoint.CAMPAIGN_NOTED);
  }
}
