package relay.domain.traffic;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

/**
 * Who may overtake in a lane that has grown long: the stream that brought less than half of its
 * part of what came in lately, so that a few mails of one need not stand behind thousands of
 * another. No more than every second mail overtakes, so that nobody stands still. Thread-safe; a
 * lane that is short costs a field read.
 */
public final class LaneShares {
  /** In a lane with fewer mails nobody waits long enough for an order to matter. */
  static final int LONG = 64;

  private final Map<Lane, Recent> lanes = new EnumMap<>(Lane.class);

  /** What came into one lane since it has grown long, as far as remembered. */
  private static final class Recent {
    private final Arrivals arrivals;
    private volatile boolean used;

    Recent(Function<MailOwner, Weight> weights) {
      arrivals = new Arrivals(weights);
    }
  }

  public LaneShares(Function<MailOwner, Weight> weights) {
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new Recent(weights));
    }
  }

  /**
   * A mail comes into a lane; whether it goes before the others.
   *
   * @param depth mails in the lane, about
   */
  public boolean mayOvertake(Lane lane, MailOwner owner, long depth) {
    Recent recent = lanes.get(lane);
    if (depth < LONG) {
      if (recent.used) {
        synchronized (recent) {
          recent.arrivals.forget();
          recent.used = false;
        }
      }
      return false;
    }
    synchronized (recent) {
      recent.used = true;
      return recent.arrivals.addAhead(owner);
    }
  }

  /** What a stream brought of what came into a long lane lately; fair in a short one. */
  public Claim claim(Lane lane, MailOwner owner) {
    Recent recent = lanes.get(lane);
    if (!recent.used) {
      return Claim.FAIR;
    }
    synchronized (recent) {
      return recent.arrivals.claim(owner);
    }
  }
}
