package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.lease.Slice;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

/**
 * The rates of one flow, and the times that were given to those who wait for them. Guarded by the
 * control's lock.
 */
final class Pacing {
  private static final int GRACE_SECONDS = 300;
  // While the pace is being found, or other nodes may want some of it, nothing is promised for
  // longer: a promise outlives its pace.
  private static final int NEAR_SECONDS = 60;
  // With the next rounds a node may have a far larger part.
  private static final int ROUNDS_SECONDS = 3;
  private static final double GOLDEN = 0.6180339887498949;
  // A waiting room gives back together what was given times in so many seconds.
  private static final Duration CLUMP = Duration.ofSeconds(10);
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final Pace pace = new Pace();
  private final Pace otpPace = new Pace();
  private final Slots slots = new Slots(GRACE_SECONDS);
  private final Slots far = new Slots(0);
  private final Shares inSlots;
  private long farTimes;
  private long foundPerMinute;
  private FlowLimits limits = FlowLimits.NONE;
  private int parts = Slice.PARTS;

  /** Where the limits are shared: what really went, for slots may be of a time of larger parts. */
  private Pace gone;

  /** A time, and the limit that it was given for. */
  record Given(String limit, Instant at) {}

  Pacing(Function<MailOwner, Weight> weights) {
    inSlots = new Shares(weights, GRACE_SECONDS);
  }

  void obey(FlowLimits other) {
    limits = other;
    pace.obey(other);
    otpPace.obey(other);
    if (gone != null) {
      gone.obey(other);
    }
  }

  /** Keeps to a part of the limits; the others are of other nodes. */
  void share(int other, Instant now) {
    if (other == parts) {
      return;
    }
    parts = other;
    pace.share(other, now);
    otpPace.share(other, now);
    if (gone == null) {
      gone = new Pace(CLUMP);
      gone.obey(limits);
    }
    gone.share(other, now);
  }

  /**
   * Keeps to the rate that was found, too.
   *
   * @param perMinute 0 for none
   */
  void adapt(long perMinute) {
    foundPerMinute = perMinute;
    pace.adapt(perMinute);
    otpPace.adapt(perMinute);
  }

  boolean admits(Wish wish, Instant now) {
    return pace.isFree()
        || wish.wasPutOff()
            && slots.hasDue(now.getEpochSecond(), inSlots.keptFrom(wish, now))
            && (gone == null || gone.hold(wish, now).isEmpty())
        || hold(wish, now).isEmpty();
  }

  /** When the rates have room. */
  Instant freeAt(Wish wish, Instant now) {
    return hold(wish, now).map(Pace.Hold::until).orElse(now);
  }

  void arrived(Wish wish, Instant now) {
    inSlots.arrived(wish, now);
  }

  void enter(Wish wish, Instant now) {
    boolean isPassword = wish.lane() == Lane.OTP;
    (isPassword ? otpPace : pace).began(wish, now);
    if (gone != null) {
      gone.count(wish, now);
    }
    if (isPassword) {
      otpPace.count(wish, now);
    } else if (!pace.isFree() && wish.wasPutOff() && slots.take(now.getEpochSecond())) {
      return;
    }
    pace.count(wish, now);
  }

  /** A connection is about to be opened. */
  void connecting(Instant now) {
    pace.connected(now);
    otpPace.connected(now);
  }

  /** How many wait for a time of their own, or for one at which to ask again. */
  long waiting(Instant now) {
    return promised(now) + far.count(now.getEpochSecond());
  }

  long promised(Instant now) {
    return slots.count(now.getEpochSecond()) + pace.openings().kept(now);
  }

  List<ShareView> views(Instant now) {
    return inSlots.views(now);
  }

  /** A time for a mail that the rates hold, no later than that. */
  Given promise(Wish wish, Instant furthest, Instant now) {
    Optional<Pace.Hold> hold = hold(wish, now);
    if (hold.isEmpty()) {
      return new Given(Limit.CONNECTIONS.label(), now.plus(WAIT_WHILE_UNKNOWN));
    }
    if (hold.get().isForOpening()) {
      return opening(wish, hold.get(), furthest, now);
    }
    Instant at = hold.get().until();
    Instant near = now.plusSeconds(NEAR_SECONDS);
    boolean mayChange = foundPerMinute > 0 || parts < Slice.PARTS;
    boolean isFar = parts == 0 || mayChange && at.isAfter(near) && near.isBefore(furthest);
    boolean isPaid = wish.lane() != Lane.OTP;
    Instant last = isFar || at.isAfter(furthest) ? furthest : at;
    Instant turn = isPaid ? inSlots.turn(wish.owner(), last, hold.get().each(), now) : last;
    if (at.isAfter(furthest) || isFar && turn.isBefore(last)) {
      // It takes a slot that is due then, and whoever misses that one asks anew.
      return new Given(hold.get().limit(), turn);
    }
    if (isFar) {
      return new Given(hold.get().limit(), far(hold.get(), furthest, now));
    }
    if (isPaid) {
      // Rounded up: nobody comes back before the slot is due.
      slots.promise(at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0));
      pace.count(wish, now);
    }
    return new Given(hold.get().limit(), turn);
  }

  /** A turn of its own, and nothing is counted before a connection is opened. */
  private Given opening(Wish wish, Pace.Hold hold, Instant furthest, Instant now) {
    boolean isPassword = wish.lane() == Lane.OTP;
    Openings openings = (isPassword ? otpPace : pace).openings();
    if (openings.isDue(wish, 0, now) && !hold.until().isAfter(furthest)) {
      // Somebody was faster: its turn is still kept, and it need not stand behind all others.
      return new Given(hold.limit(), hold.until());
    }
    Duration each = openings.each(hold.each());
    Instant at = openings.next(hold.until(), each);
    boolean isKept = !at.isAfter(furthest);
    if (isKept) {
      openings.keep(at);
    }
    Instant last = isKept ? at : furthest;
    return new Given(hold.limit(), isPassword ? last : inSlots.turn(wish.owner(), last, each, now));
  }

  /** Far away, where a pause is the reason. */
  Instant afterPause(Instant from, Instant furthest, Instant now) {
    return far(Math.max(1, foundPerMinute) / 60.0, NEAR_SECONDS, from, furthest, now);
  }

  /**
   * Soon, where other nodes may leave this one more.
   *
   * @param perSecond what would go if this node had all
   */
  Instant afterRounds(double perSecond, Instant furthest, Instant now) {
    return far(perSecond, ROUNDS_SECONDS, now.plusSeconds(ROUNDS_SECONDS), furthest, now);
  }

  private Instant far(Pace.Hold hold, Instant furthest, Instant now) {
    if (foundPerMinute > 0) {
      return far(foundPerMinute / 60.0, NEAR_SECONDS, now.plusSeconds(NEAR_SECONDS), furthest, now);
    }
    double ours = 1e9 / Math.max(1, hold.each().toNanos());
    return afterRounds(ours * Slice.PARTS / Math.max(1, parts), furthest, now);
  }

  /**
   * A time at which it is worth asking again: spread evenly over somewhat less than it takes until
   * all who wait have gone, so that enough come whatever the pace is then.
   */
  private Instant far(
      double perSecond, int leastSeconds, Instant from, Instant furthest, Instant now) {
    long most = Math.max(1, Duration.between(from, furthest).toMillis());
    double needed = far.count(now.getEpochSecond()) / perSecond * 0.7 * 1000;
    double span = Math.min(most, Math.max(leastSeconds * 1000.0, needed));
    farTimes++;
    Instant at = from.plusMillis((long) (farTimes * GOLDEN % 1 * span));
    far.promise(at.getEpochSecond());
    return at;
  }

  private Optional<Pace.Hold> hold(Wish wish, Instant now) {
    return wish.lane() == Lane.OTP
        ? otpPace.hold(wish, now)
        : pace.hold(wish, inSlots.keptFrom(wish, now), now);
  }
}
