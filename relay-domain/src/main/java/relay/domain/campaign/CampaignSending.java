package relay.domain.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import relay.domain.campaign.CampaignGate.Entry;
import relay.domain.fault.FaultPoint;
import relay.domain.frequency.FrequencyGate;
import relay.domain.mail.QueueId;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueuedMail;

/**
 * Counts a batch of a campaign's mails for their recipients, puts them into the lane and says so in
 * the ledger, in this order. A crash between the last two leaves rows that wait although their
 * mails stand in the lane: the next run sends the same again, and the broker drops it by its id. So
 * a batch, times the shards, must be far smaller than the broker's memory of ids ({@link
 * CampaignSettings#checkAgainst}); what is delivered meanwhile the ledger of attempts knows too.
 * Thread-safe.
 */
public final class CampaignSending {
  private final MailQueues queues;
  private final CampaignLedger ledger;
  private final FrequencyGate frequencies;
  private final FaultPoint faults;
  private final InstantSource clock;

  public CampaignSending(
      MailQueues queues,
      CampaignLedger ledger,
      FrequencyGate frequencies,
      FaultPoint faults,
      InstantSource clock) {
    this.queues = queues;
    this.ledger = ledger;
    this.frequencies = frequencies;
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
    Map<Long, Instant> later = new TreeMap<>();
    Map<QueueId, Instant> capped = frequencies.claim(wanted(batch), now);
    for (Entry entry : batch) {
      if (entry instanceof Entry.Goes goes && capped.containsKey(goes.mail().entry().mail())) {
        Instant mayGo = capped.get(goes.mail().entry().mail());
        if (goes.waitsUntil().filter(end -> !mayGo.isAfter(end)).isPresent()) {
          later.put(goes.place(), mayGo);
        } else {
          skipped.put(goes.place(), SkipReason.CAPPED);
        }
      } else if (entry instanceof Entry.Goes goes) {
        mails.add(goes.mail());
        places.add(goes.place());
      } else if (entry instanceof Entry.Skipped skip) {
        skipped.put(skip.place(), skip.why());
      }
    }
    if (!later.isEmpty()) {
      ledger.putOff(run, later, WaitReason.CAPPED);
    }
    queues.move(mails, now);
    faults.reached(FaultPoint.CAMPAIGN_QUEUED);
    ledger.sent(run, places, skipped, now);
    faults.reached(FaultPoint.CAMPAIGN_NOTED);
  }

  private static List<FrequencyGate.Mail> wanted(List<Entry> batch) {
    return batch.stream()
        .filter(Entry.Goes.class::isInstance)
        .map(Entry.Goes.class::cast)
        .map(goes -> new FrequencyGate.Mail(goes.mail().entry().mail(), goes.to()))
        .toList();
  }
}
