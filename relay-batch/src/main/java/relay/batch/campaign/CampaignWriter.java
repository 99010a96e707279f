package relay.batch.campaign;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import relay.domain.campaign.CampaignGate.Entry;
import relay.domain.campaign.CampaignSending;

/** Puts a chunk into the lane and says so in the ledger. */
@Named("campaignWriter")
@Dependent
public class CampaignWriter extends AbstractItemWriter {
  @Inject CampaignSending sending;

  @Inject
  @BatchProperty(name = "run")
  String run;

  @Override
  public void writeItems(List<Object> entries) {
    sending.send(Long.parseLong(run), entries.stream().map(Entry.class::cast).toList());
  }
}
