package relay.domain.traffic;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
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

  // As many as a lane holds before new mail is slowed at the door, about.
  private static final int REMEMBERED = 1_024;

  // Two who send alike are never both called greedy by chance.
  private static final double GREED = 1.25;
  private final Function<MailOwner, Weight> weights;
  private final Map<Lane, Recent> lanes = new EnumMap<>(Lane.class);

  private record Party(String tenant, String stream) {}

  private static final class Count {
    private final Weight weight;
    private int mails;

    Count(Weight weight) {
      this.weight = weight;
    }
  }

  private record Entry(Party party, boolean overtook) {}

  /** What came into one lane since it has grown long, as far as remembered. */
  private static final class Recent {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Map<Party, Count> counts = new HashMap<>();
    private final Weighing scales = new Weighing();
    private int overtakers;
    private volatile boolean used;
  }

  public LaneShares(Function<MailOwner, Weight> weights) {
    this.weights = weights;
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new Recent());
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
        forget(recent);
      }
      return false;
    }
    synchronized (recent) {
      recent.used = true;
      Party party = new Party(owner.tenant(), owner.stream());
      Count count = recent.counts.get(party);
      if (count == null) {
        count = new Count(weights.apply(owner));
        recent.counts.put(party, count);
        recent.scales.add(party.tenant(), count.weight);
      }
      boolean overtakes = isLight(recent, party, count);
      count.mails++;
      recent.overtakers += overtakes ? 1 : 0;
      recent.entries.addLast(new Entry(party, overtakes));
      if (recent.entries.size() > REMEMBERED) {
        drop(recent, recent.entries.removeFirst());
      }
      return overtakes;
    }
  }

  /** Whether a stream brought more than its part of what came into a long lane lately. */
  public boolean isGreedy(Lane lane, MailOwner owner) {
    Recent recent = lanes.get(lane);
    if (!recent.used) {
      return false;
    }
    synchronized (recent) {
      Count count = recent.counts.get(new Party(owner.tenant(), owner.stream()));
      return count != null
          && recent.scales.parties() > 1
          && count.mails
              > GREED * recent.scales.part(owner.tenant(), count.weight) * recent.entries.size();
    }
  }

  private static boolean isLight(Recent recent, Party party, Count count) {
    int all = recent.entries.size();
    return recent.scales.parties() > 1
        && recent.overtakers * 2 < all
        && count.mails * 2 < recent.scales.part(party.tenant(), count.weight) * all;
  }

  private static void drop(Recent recent, Entry eldest) {
    recent.overtakers -= eldest.overtook() ? 1 : 0;
    Count count = recent.counts.get(eldest.party());
    if (--count.mails == 0) {
      recent.counts.remove(eldest.party());
      recent.scales.remove(eldest.party().tenant(), count.weight);
    }
  }

  private static void forget(Recent recent) {
    synchronized (recent) {
      while (!recent.entries.isEmpty()) {
        drop(recent, recent.entries.removeFirst());
      }
      recent.used = false;
    }
  }
}
