package relay.domain.campaign;

import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.campaign.CampaignGate.Entry;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlUnavailable;
import relay.domain.view.ViewUnavailable;

/**
 * Goes on with the campaigns of nodes that are silent, and puts in order what was taken from this
 * one while it was. Each step may be repeated. {@link #look} runs on one thread at a time.
 */
public final class CampaignTakeOver {
  private static final Logger LOG = System.getLogger(CampaignTakeOver.class.getName());
  private final CampaignRound.Stores stores;
  private final CampaignHandover handover;
  private final CampaignGate gate;
  private final CampaignSending sending;
  private final Supplier<CampaignSettings> settings;
  private final String node;
  private final InstantSource clock;

  /**
   * @param node host name of this one
   */
  public CampaignTakeOver(
      CampaignRound.Stores stores,
      CampaignHandover handover,
      CampaignGate gate,
      CampaignSending sending,
      Supplier<CampaignSettings> settings,
      String node,
      InstantSource clock) {
    this.stores = stores;
    this.handover = handover;
    this.gate = gate;
    this.sending = sending;
    this.settings = settings;
    this.node = node;
    this.clock = clock;
  }

  /** Looks once; what cannot be done now is left to the next look. */
  public void look() {
    try {
      for (Campaign campaign : stores.control().state().all(CampaignKind.CAMPAIGN)) {
        if (isOfAnother(campaign) && handover.takeOver(campaign, settings.get().takeOverAfter())) {
          take(campaign);
        }
      }
      if (stores.ledger().isUpToDate()) {
        handover.strandedHere().forEach(this::comeBack);
      }
    } catch (ViewUnavailable | ControlUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "campaigns of silent nodes wait for the database", e);
    }
  }

  /** One that failed is begun again by an order of somebody. */
  private boolean isOfAnother(Campaign campaign) {
    return campaign.state().isUnderWay()
        && campaign.state() != CampaignState.FAILED
        && !campaign.run().node().equals(node);
  }

  /** Somebody else may have changed it meanwhile: the next look tries again. */
  private void take(Campaign campaign) {
    LOG.log(
        Logger.Level.WARNING,
        "{0} is taken over from node {1}, which gives no sign of life",
        campaign.key(),
        campaign.run().node());
    Campaign taken = campaign.with(campaign.run().movedTo(node));
    stores.store().apply(new ControlChange.Replace(taken), Actor.system(node));
  }

  /**
   * What the journal told is in the ledger. Of the others, those of the last batches may have been
   * cut off before they came into the lane: they are sent again, and the broker drops what it has.
   */
  private void comeBack(long run) {
    Instant now = clock.instant();
    Optional<Campaign> campaign =
        stores.control().state().all(CampaignKind.CAMPAIGN).stream()
            .filter(c -> c.run().number() == run)
            .findFirst();
    if (campaign.isPresent()) {
      List<Entry> entries = new ArrayList<>();
      for (CampaignRecipient recipient : handover.doubtful(campaign.get())) {
        entries.add(gate.judge(campaign.get(), recipient, now));
      }
      sending.send(run, entries);
    }
    handover.cameBack(run);
  }
}
