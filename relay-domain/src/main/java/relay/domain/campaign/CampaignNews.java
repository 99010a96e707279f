package relay.domain.campaign;

import java.lang.System.Logger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.campaign.care.GuardRules.Finding;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlStore;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;

/**
 * Changes campaigns in the name of the relay, and tells of it: what is told is durable. What
 * somebody else has changed meanwhile stays as it is, and is judged at the next look. Thread-safe.
 */
final class CampaignNews {
  private static final Logger LOG = System.getLogger(CampaignNews.class.getName());
  private final ControlStore store;
  private final Journal journal;
  private final Actor relay;

  CampaignNews(ControlStore store, Journal journal, Actor relay) {
    this.store = store;
    this.journal = journal;
    this.relay = relay;
  }

  /** Changes it without a word; as it is then. */
  Campaign put(Campaign before, Campaign after) {
    ControlOutcome outcome = store.apply(new ControlChange.Replace(after), relay);
    return outcome instanceof ControlOutcome.Done done ? (Campaign) done.object() : before;
  }

  /** Changes it and writes so into the journal, from where webhooks and others have it. */
  Campaign put(Campaign before, Campaign after, EventType type, String why, Instant now) {
    Campaign known = put(before, after);
    if (known != before) {
      LOG.log(Logger.Level.WARNING, known.key() + ": " + type + ": " + why);
      tell(known, type, why, now);
    }
    return known;
  }

  /** Pauses it until somebody has looked at it. */
  Campaign pause(Campaign before, Campaign ready, String why, Instant now) {
    Campaign paused =
        ready.with(ready.run().troubled(why)).after(CampaignTurn.GUARDED, now).orElseThrow();
    return put(before, paused, EventType.CAMPAIGN_PAUSED, why, now);
  }

  /** Tells that a series was paused. */
  void paused(Series series, String why, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.TENANT, series.tenant());
    details.put(EventField.CAMPAIGN, series.plan().campaign());
    details.put(EventField.REASON, "series " + series.id() + ": " + why);
    write(EventType.CAMPAIGN_PAUSED, details, now);
  }

  private void tell(Campaign campaign, EventType type, String why, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.TENANT, campaign.tenant());
    details.put(EventField.STREAM, campaign.plan().stream());
    details.put(EventField.CAMPAIGN, campaign.id());
    details.put(EventField.REASON, why);
    Optional<Finding> finding = campaign.run().guard().map(GuardTrip::finding);
    finding.ifPresent(
        found -> {
          details.put(EventField.KIND, found.guard().label());
          details.put(EventField.FAILED, found.count());
          details.put(EventField.COUNTED, found.of());
        });
    write(type, details, now);
  }

  private void write(EventType type, Map<String, Object> details, Instant now) {
    journal.write(
        List.of(new MailEvent(type, now, Optional.empty(), 0, 0, Optional.empty(), details)));
  }
}
