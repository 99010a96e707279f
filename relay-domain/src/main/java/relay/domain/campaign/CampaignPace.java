package relay.domain.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.quota.Meter;
import relay.domain.quota.RateLimit;

/**
 * How many mails of a campaign may go into the lane now: by its rate, by how many of its mails
 * wait, and by how long the lane is, of which campaigns leave others a part. The shards of a
 * campaign share one pace on a node. Thread-safe.
 */
public final class CampaignPace {
  /** What campaigns fill of a lane before other mail of it would be slowed. */
  static final double LANE_PART = 0.75;

  private static final Duration COUNT_AGE_MAX = Duration.ofSeconds(1);
  private final CampaignLedger ledger;
  private final QueueGauge gauge;
  private final int laneMails;
  private final Supplier<CampaignSettings> settings;
  private final Map<Long, Load> loads = new HashMap<>();

  /** Of one campaign: what was counted, and what was let go since. */
  private static final class Load {
    private final Meter meter = new Meter();
    private Instant countedAt = Instant.MIN;
    private long queued;
    private long since;
  }

  /**
   * @param laneMails from which on other mail of the lane is slowed
   */
  public CampaignPace(
      CampaignLedger ledger, QueueGauge gauge, int laneMails, Supplier<CampaignSettings> settings) {
    this.ledger = ledger;
    this.gauge = gauge;
    this.laneMails = laneMails;
    this.settings = settings;
  }

  /**
   * Takes room for mails that are about to go into the lane.
   *
   * @return how many may, at most those asked for; 0: ask again a little later
   */
  public synchronized int take(Campaign campaign, int wanted, Instant now) {
    Load load = loads.computeIfAbsent(campaign.run().number(), run -> new Load());
    if (load.countedAt.isBefore(now.minus(COUNT_AGE_MAX))) {
      load.queued = ledger.queued(campaign.run().number());
      load.since = 0;
      load.countedAt = now;
    }
    int most = campaign.plan().waitingMax();
    long room = (most > 0 ? most : settings.get().waitingMax()) - load.queued - load.since;
    long lane =
        (long) (laneMails * LANE_PART) - gauge.depth(QueueNames.of(campaign.lane())).orElse(0);
    int free = (int) Math.max(0, Math.min(wanted, Math.min(room, lane)));
    int paced = paced(load, campaign.plan().perMinute(), free, now);
    load.since += paced;
    return paced;
  }

  /** As many as the rate lets go at once; a tenth of a second's worth at least. */
  private static int paced(Load load, int perMinute, int free, Instant now) {
    if (perMinute == 0 || free == 0) {
      return free;
    }
    long micros = Math.multiplyExact(now.toEpochMilli(), 1000L);
    var limit = new RateLimit(perMinute, RateLimit.Window.MINUTE);
    // never a whole minute's worth at once: receivers see the rate of seconds
    int most = Math.max(1, Math.min(free, perMinute / 60));
    synchronized (load.meter) {
      long ahead =
          load.meter.freeAt(limit, most, micros) + RateLimit.Window.MINUTE.micros() - micros;
      if (ahead > limit.micros(most) + limit.micros(1)) {
        return 0;
      }
      load.meter.take(limit, most, micros);
      return most;
    }
  }

  /** Gives back room that was taken and not used. */
  public synchronized void giveBack(Campaign campaign, int mails) {
    Load load = loads.get(campaign.run().number());
    if (load != null) {
      load.since = Math.max(0, load.since - mails);
    }
  }

  /** Forgets a campaign that is over. */
  public synchronized void forget(long run) {
    loads.remove(run);
  }
}
