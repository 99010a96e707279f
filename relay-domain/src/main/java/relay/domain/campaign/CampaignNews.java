package relay.domain.campaign;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.campaign.care.GuardRules.Finding;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;

/** Tells what the relay itself has done to a campaign. Thread-safe. */
final class CampaignNews {
  private final Journal journal;

  CampaignNews(Journal journal) {
    this.journal = journal;
  }

  /**
   * Writes it into the journal, from where webhooks and others have it.
   *
   * @param campaign as it is now
   */
  void tell(Campaign campaign, EventType type, String why, Instant now) {
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
    journal.write(
        List.of(new MailEvent(type, now, Optional.empty(), 0, 0, Optional.empty(), details)));
  }
}
