package relay.batch.campaign;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignGate;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.CampaignSupply;

/** Asks about each recipient once more, and makes the message that stands for his mail. */
@Named("campaignProcessor")
@Dependent
public class CampaignProcessor implements ItemProcessor {
  @Inject CampaignSupply supply;
  @Inject CampaignGate gate;
  @Inject InstantSource clock;

  @Inject
  @BatchProperty(name = "tenant")
  String tenant;

  @Inject
  @BatchProperty(name = "campaign")
  String campaign;

  @Override
  public Object processItem(Object item) {
    if (!(item instanceof CampaignRecipient recipient)) {
      return null;
    }
    Optional<Campaign> found = supply.campaign(tenant, campaign);
    // removed this instant: his row waits for nobody
    return found.map(c -> gate.judge(c, recipient, clock.instant())).orElse(null);
  }
}
