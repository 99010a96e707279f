package relay.domain.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.campaign.care.CampaignHours;
import relay.domain.control.ControlSource;

/** Gives out those of a campaign whose turn it is. Thread-safe. */
public final class CampaignSupply {
  /** Of recipients whose time has not come, looked through in one go. */
  private static final int PAGES_MAX = 20;

  private final ControlSource control;
  private final CampaignLedger ledger;
  private final CampaignPace pace;
  private final CampaignGate gate;
  private final CampaignHandover handover;
  private final InstantSource clock;

  /** What there is to do. */
  public sealed interface Next {
    /** These, in the order of their places. */
    record Some(List<CampaignRecipient> recipients) implements Next {}

    /** Nobody may go now; ask again a little later. */
    record NotNow() implements Next {}

    /** Nobody is left, or the campaign is not running. */
    record Over() implements Next {}
  }

  public CampaignSupply(
      ControlSource control,
      CampaignLedger ledger,
      CampaignPace pace,
      CampaignGate gate,
      CampaignHandover handover,
      InstantSource clock) {
    this.control = control;
    this.ledger = ledger;
    this.pace = pace;
    this.gate = gate;
    this.handover = handover;
    this.clock = clock;
  }

  /** A campaign as it is now. */
  public Optional<Campaign> campaign(String tenant, String id) {
    return control.state().find(CampaignKind.CAMPAIGN, tenant, id);
  }

  /**
   * The next of a part of a campaign.
   *
   * @param run that it was when the job began: a later one is another's
   * @param part places that are left of the part
   * @param most how many at most
   */
  public Next next(String tenant, String id, long run, Shard part, int most) {
    Optional<Campaign> found =
        campaign(tenant, id)
            .filter(c -> c.state() == CampaignState.RUNNING && c.run().number() == run);
    Optional<Shard> reach = found.map(campaign -> campaign.reach(part));
    if (reach.filter(shard -> !shard.isEmpty()).isEmpty()) {
      return new Next.Over();
    }
    return found.get().plan().hours().equals(CampaignHours.ANY)
        ? inOrder(found.get(), reach.get(), part, most)
        : byTheClock(found.get(), reach.get(), part, most);
  }

  private Next inOrder(Campaign campaign, Shard reach, Shard part, int most) {
    Instant now = clock.instant();
    int free = pace.take(campaign, most, now);
    if (free == 0) {
      return new Next.NotNow();
    }
    List<CampaignRecipient> waiting = ledger.waiting(campaign, reach.first(), reach.last(), free);
    pace.giveBack(campaign, free - waiting.size());
    return withinLimits(campaign, waiting, part, now);
  }

  /** Whose time has not come takes nothing of pace and limits from those whose time it is. */
  private Next byTheClock(Campaign campaign, Shard reach, Shard part, int most) {
    Instant now = clock.instant();
    for (int i = 0; i < PAGES_MAX; i++) {
      List<CampaignRecipient> page = ledger.waiting(campaign, reach.first(), reach.last(), most);
      if (page.isEmpty()) {
        return new Next.Over();
      }
      List<CampaignRecipient> due = due(campaign, page, now);
      if (!due.isEmpty()) {
        int free = pace.take(campaign, due.size(), now);
        return free == 0
            ? new Next.NotNow()
            : withinLimits(campaign, due.subList(0, free), part, now);
      }
    }
    return new Next.NotNow();
  }

  /** Those who may have it now; the others are put off until they may. */
  private List<CampaignRecipient> due(
      Campaign campaign, List<CampaignRecipient> page, Instant now) {
    List<CampaignRecipient> due = new ArrayList<>(page.size());
    Map<Long, Instant> later = new TreeMap<>();
    for (CampaignRecipient recipient : page) {
      Optional<ZoneId> zone = recipient.contact().flatMap(contact -> contact.fields().zone());
      Instant from = campaign.plan().hours().from(now, zone);
      if (from.isAfter(now)) {
        later.put(recipient.place(), from);
      } else {
        due.add(recipient);
      }
    }
    if (!later.isEmpty()) {
      ledger.putOff(campaign.run().number(), later, WaitReason.HOURS);
    }
    return due;
  }

  private Next withinLimits(
      Campaign campaign, List<CampaignRecipient> waiting, Shard part, Instant now) {
    int within = gate.count(campaign, waiting.size(), now);
    pace.giveBack(campaign, waiting.size() - within);
    if (waiting.isEmpty()) {
      return new Next.Over();
    }
    if (within == 0) {
      return new Next.NotNow();
    }
    List<CampaignRecipient> batch = waiting.subList(0, within);
    return handover.claim(campaign.run().number(), places(batch), part.last())
        ? new Next.Some(batch)
        : new Next.Over(); // another node works on it
  }

  private static Shard places(List<CampaignRecipient> batch) {
    return new Shard(batch.get(0).place(), batch.get(batch.size() - 1).place());
  }
}
