package relay.ejb.guard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.Shortage;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSettings;
import relay.domain.traffic.Claim;
import relay.domain.traffic.LaneShares;

/**
 * Keeps a lane as short as its address at the broker likes it: accepting mail is cheaper than
 * delivering it, and a lane that pages is slow for everybody. First new mail waits until some has
 * left, then it is refused; who brings more than his part waits and is refused in a lane that is
 * half as long, who brings little in one that is twice as long. Thread-safe.
 */
public final class LaneGate {
  private static final int LOOK_AGAIN_MILLIS = 25;
  private static final double REFUSED_FROM = 2;
  private final QueueSettings settings;
  private final QueueGauge gauge;
  private final LaneShares shares;
  private final AcceptanceCount count;
  private final Map<Lane, Load> loads = new EnumMap<>(Lane.class);

  /** What is known of a lane when the broker does not tell. */
  private static final class Load {
    final AtomicLong mails = new AtomicLong();
    final AtomicInteger waiters = new AtomicInteger();
  }

  /**
   * @param shares who brought how much lately
   */
  public LaneGate(
      QueueSettings settings, QueueGauge gauge, LaneShares shares, AcceptanceCount count) {
    this.settings = settings;
    this.gauge = gauge;
    this.shares = shares;
    this.count = count;
    for (Lane lane : Lane.values()) {
      loads.put(lane, new Load());
    }
  }

  /**
   * Waits, at most as long as the settings say, until the lane is short enough. False when it is so
   * long that the mail must be refused for now.
   */
  public boolean admit(Lane lane, MailOwner owner) {
    double share = share(lane);
    if (share * Claim.MORE.weight() < 1) {
      return true;
    }
    double weight = shares.claim(lane, owner).weight();
    if (share * weight < 1) {
      return true;
    }
    if (!count.hold(Shortage.LANE)) {
      count.refuse(Shortage.LANE);
      return false;
    }
    try {
      boolean admitted = await(lane, weight);
      if (!admitted) {
        count.refuse(Shortage.LANE);
      }
      return admitted;
    } finally {
      count.letGo();
    }
  }

  /** Whether new mail of most senders is slowed here now. */
  public boolean slows(Lane lane) {
    return share(lane) >= 1;
  }

  /** Whether new mail of most senders is refused here now. */
  public boolean refuses(Lane lane) {
    return share(lane) >= REFUSED_FROM;
  }

  private boolean await(Lane lane, double weight) {
    Load load = loads.get(lane);
    long deadline = System.nanoTime() + settings.slowWait().toNanos();
    load.waiters.incrementAndGet();
    try {
      synchronized (load) {
        while (share(lane) * weight >= 1 && System.nanoTime() < deadline) {
          load.wait(LOOK_AGAIN_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      load.waiters.decrementAndGet();
    }
    return share(lane) * weight < REFUSED_FROM;
  }

  /** A new mail was committed to the lane. */
  public void entered(Lane lane) {
    loads.get(lane).mails.incrementAndGet();
  }

  /** A mail of the lane was worked off. */
  public void left(Lane lane) {
    Load load = loads.get(lane);
    // What came in by other ways is not known here; below nothing there is nothing.
    load.mails.updateAndGet(n -> Math.max(0, n - 1));
    if (load.waiters.get() > 0) {
      synchronized (load) {
        load.notifyAll();
      }
    }
  }

  /** Mails in the lane, as the broker counts them when it does. */
  public long depth(Lane lane) {
    return gauge.depth(QueueNames.of(lane)).orElseGet(() -> loads.get(lane).mails.get());
  }

  /** How long a submission may be held here. */
  public Duration waitMax() {
    return settings.slowWait();
  }

  /** 1 from where on new mail is slowed. */
  private double share(Lane lane) {
    double mails = (double) depth(lane) / settings.laneMails();
    long octets = gauge.octets(QueueNames.of(lane)).orElse(0);
    return Math.max(mails, (double) octets / settings.laneSize());
  }
}
