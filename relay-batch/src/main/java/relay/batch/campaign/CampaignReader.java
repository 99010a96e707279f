package relay.batch.campaign;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.CampaignSupply;
import relay.domain.campaign.CampaignSupply.Next;
import relay.domain.campaign.Shard;

/**
 * Reads those of a shard who wait, in the order of their places. Its checkpoint is for people:
 * after a restart the ledger says who still waits, which is newer than anything the job's
 * repository knows.
 */
@Named("campaignReader")
@Dependent
public class CampaignReader extends AbstractItemReader {
  /**
   * In the place of a recipient while nobody may go: the chunk ends, and the next one asks again.
   */
  static final String NOBODY = "nobody";

  private static final long PAUSE_NANOS = 200_000_000;

  @Inject CampaignSupply supply;

  @Inject
  @BatchProperty(name = "tenant")
  String tenant;

  @Inject
  @BatchProperty(name = "campaign")
  String campaign;

  @Inject
  @BatchProperty(name = "run")
  String run;

  @Inject
  @BatchProperty(name = "first")
  String first;

  @Inject
  @BatchProperty(name = "last")
  String last;

  @Inject
  @BatchProperty(name = "chunk")
  String chunk;

  private long next;
  private Iterator<CampaignRecipient> page = List.<CampaignRecipient>of().iterator();

  @Override
  public void open(Serializable checkpoint) {
    next = Long.parseLong(first);
    page = List.<CampaignRecipient>of().iterator();
  }

  @Override
  public Object readItem() {
    if (!page.hasNext()) {
      Next found =
          supply.next(
              tenant,
              campaign,
              Long.parseLong(run),
              new Shard(next, Long.parseLong(last)),
              Integer.parseInt(chunk));
      if (found instanceof Next.Over) {
        return null;
      }
      if (found instanceof Next.NotNow) {
        // within the transaction of the chunk, hence short
        LockSupport.parkNanos(PAUSE_NANOS);
        return NOBODY;
      }
      page = ((Next.Some) found).recipients().iterator();
    }
    CampaignRecipient recipient = page.next();
    next = recipient.place() + 1;
    return recipient;
  }

  @Override
  public Serializable checkpointInfo() {
    return next;
  }
}
