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
  // A waiting room gives back together what was given times in so many seconds.
  private static final Duration CLUMP = Duration.ofSeconds(10);
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final Pace pace = new Pace();

  /** The part of it in which one-time passwords go before all others. */
  private final Pace otpPace = new Pace();

  private final Function<MailOwner, Weight> weights;
  private final Returns ofOtp = new Returns(Returns.PART);
  private Slots slots = new Slots(GRACE_SECONDS);
  private Returns far = new Returns(Returns.PART);
  private Shares inSlots;
  private long foundPerMinute;
  private FlowLimits limits = FlowLimits.NONE;
  private int parts = Slice.PARTS;
  private boolean isShared;

  /**
   * What really went: waiting rooms give back many at once whose slots are over, and a slot may be
   * of a time of larger parts.
   */
  private Pace gone = new Pace();

  /** Before the name of a limit: of a one-time password that is above its part of it. */
  static final String OTP_SHARE = "otp-share-of-";

  /** A time, and the limit that it was given for. */
  record Given(String limit, Instant at) {}

  Pacing(Function<MailOwner, Weight> weights) {
    this.weights = weights;
    inSlots = new Shares(weights, GRACE_SECONDS);
  }

  /** Mail that was told a time is asked for before it: it is told a new one, or goes. */
  void forgetPromises(Instant now) {
    slots = new Slots(GRACE_SECONDS);
    far = new Returns(Returns.PART);
    inSlots = new Shares(weights, GRACE_SECONDS);
    pace.forgetPromises(now);
  }

  /** How many mails of one recipient may go in a second; infinite where no rate counts them. */
  double perSecond() {
    return pace.perSecond();
  }

  /**
   * @param otpPercent of each limit, in which one-time passwords go first
   */
  void obey(FlowLimits other, int otpPercent) {
    limits = other;
    pace.obey(other);
    otpPace.obey(other, otpPercent);
    gone.obey(other);
  }

  /** Keeps to a part of the limits; the others are of other nodes. */
  void share(int other, Instant now) {
    if (other == parts) {
      return;
    }
    if (!isShared) {
      isShared = true;
      gone = new Pace(CLUMP);
      gone.obey(limits);
    }
    parts = other;
    pace.share(other, now);
    otpPace.share(other, now);
    gone.share(other, now);
  }

  /**
   * Keeps to the rate that was found, too.
   *
   * @param perMinute 0 for none
   * @return whether there was one until now
   */
  boolean adapt(long perMinute) {
    boolean isOver = foundPerMinute > 0 && perMinute == 0;
    foundPerMinute = perMinute;
    pace.adapt(perMinute);
    otpPace.adapt(perMinute);
    return isOver;
  }

  /** Whether a one-time password that came now would go before all others. */
  boolean isAhead(Wish wish, Instant now) {
    return wish.lane() == Lane.OTP && otpPace.hold(wish, now).isEmpty();
  }

  boolean admits(Wish wish, Instant now) {
    return pace.isFree()
        || isAhead(wish, now)
        || (hasSlot(wish, now) || hold(wish, now).isEmpty()) && isInPace(wish, now);
  }

  /** As much as the limits allow in any window; one-time passwords have a quota of their own. */
  private boolean isInPace(Wish wish, Instant now) {
    return wish.lane() == Lane.OTP || gone.hold(wish, now).isEmpty();
  }

  private boolean hasSlot(Wish wish, Instant now) {
    return isPromised(wish) && slots.hasDue(now.getEpochSecond(), inSlots.keptFrom(wish, now));
  }

  /** Nothing is promised to one-time passwords: they go first, or when nobody else waits. */
  private static boolean isPromised(Wish wish) {
    return wish.wasPutOff() && wish.lane() != Lane.OTP;
  }

  /** When the rates have room. */
  Instant freeAt(Wish wish, Instant now) {
    return hold(wish, now).map(Pace.Hold::until).orElse(now);
  }

  /** Whether something was kept for it, which is taken. */
  boolean arrived(Wish wish, Instant now) {
    return inSlots.arrived(wish, now);
  }

  void enter(Wish wish, Instant now) {
    boolean isAhead = isAhead(wish, now);
    (wish.lane() == Lane.OTP ? otpPace : pace).began(wish, now);
    gone.count(wish, now);
    if (pace.isFree()) {
      return;
    }
    long second = now.getEpochSecond();
    if (isAhead) {
      otpPace.count(wish, now);
      // What goes first goes in another's place, who asks again: together they keep the pace.
      if (wish.recipients() == 1 && slots.takeFirst(second)) {
        return;
      }
    } else if (isPromised(wish) && slots.take(second)) {
      return;
    }
    pace.count(wish, now);
  }

  /** A connection is about to be opened. */
  void connecting(Lane lane, Instant now) {
    pace.connected(now);
    if (lane == Lane.OTP) {
      otpPace.connected(now);
    }
  }

  /** How many wait for a time of their own, or for one at which to ask again. */
  long waiting(Instant now) {
    return promised(now) + far.count(now) + ofOtp.count(now);
  }

  long promised(Instant now) {
    return slots.count(now.getEpochSecond()) + pace.openings().kept(now);
  }

  /** How long those take who were told a time, be it over or not. */
  Instant toldUntil(Instant now) {
    long told = promised(now) + inSlots.late(now);
    return told == 0 ? now : now.plusMillis((long) (told * 1000 / perSecond()));
  }

  List<ShareView> views(Instant now) {
    return inSlots.views(now);
  }

  /**
   * A time for a mail that the rates hold, no later than that.
   *
   * @param isOwed whether something was kept for it until now, as {@link #arrived} told
   */
  Given promise(Wish wish, boolean isOwed, Instant furthest, Instant now) {
    Optional<Pace.Hold> tooMany = wish.lane() == Lane.OTP ? Optional.empty() : gone.hold(wish, now);
    if (tooMany.isPresent() && (isOwed || hasSlot(wish, now))) {
      return late(wish, isOwed, tooMany.get(), furthest, now);
    }
    Optional<Pace.Hold> hold = hold(wish, now).or(() -> tooMany);
    if (hold.isEmpty()) {
      return new Given(Limit.CONNECTIONS.label(), now.plus(WAIT_WHILE_UNKNOWN));
    }
    if (wish.lane() == Lane.OTP) {
      return otp(wish, hold.get(), furthest, now);
    }
    if (hold.get().isForOpening()) {
      return opening(wish, hold.get(), furthest, now);
    }
    Instant at = hold.get().until();
    Instant near = now.plusSeconds(NEAR_SECONDS);
    boolean mayChange = foundPerMinute > 0 || parts < Slice.PARTS;
    boolean isFar = parts == 0 || mayChange && at.isAfter(near) && near.isBefore(furthest);
    Instant last = isFar || at.isAfter(furthest) ? furthest : at;
    Instant turn = inSlots.turn(wish.owner(), last, hold.get().each(), now);
    String limit = hold.get().limit();
    if (at.isAfter(furthest) || isFar && turn.isBefore(last)) {
      // It takes a slot that is due then, and whoever misses that one asks anew.
      return new Given(limit, turn);
    }
    if (isFar) {
      return new Given(limit, far(hold.get(), furthest, now));
    }
    // Rounded up: nobody comes back before the slot is due.
    slots.promise(at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0));
    pace.count(wish, now);
    return new Given(limit, turn);
  }

  /** Its slot is still there, with those of others that come back late and all at once. */
  private Given late(Wish wish, boolean isOwed, Pace.Hold hold, Instant furthest, Instant now) {
    double perSecond = 1e9 / Math.max(1, hold.each().toNanos());
    Instant at =
        isOwed
            ? inSlots.owed(wish.owner(), hold.each(), now)
            : inSlots.again(wish.owner(), perSecond, 1, furthest, now);
    return new Given(hold.limit(), at);
  }

  /** A turn of its own, and nothing is counted before a connection is opened. */
  private Given opening(Wish wish, Pace.Hold hold, Instant furthest, Instant now) {
    Openings openings = pace.openings();
    String limit = hold.limit();
    if (openings.isDue(wish, 0, now) && !hold.until().isAfter(furthest)) {
      // Somebody was faster: its turn is still kept, and it need not stand behind all others.
      return new Given(limit, hold.until());
    }
    Duration each = openings.each(hold.each());
    Instant at = openings.next(hold.until(), each);
    boolean isKept = !at.isAfter(furthest);
    if (isKept) {
      openings.keep(at);
    }
    Instant last = isKept ? at : furthest;
    return new Given(limit, inSlots.turn(wish.owner(), last, each, now));
  }

  /** One above its quota: looks again when some of that is free, or when nobody else waits. */
  private Given otp(Wish wish, Pace.Hold hold, Instant furthest, Instant now) {
    Instant quota = otpPace.hold(wish, now).map(Pace.Hold::until).orElse(now);
    Instant from = quota.isBefore(hold.until()) ? quota : hold.until();
    double perSecond = 1e9 / Math.max(1, hold.each().toNanos());
    return new Given(
        OTP_SHARE + hold.limit(),
        from.isBefore(furthest) ? ofOtp.next(perSecond, 1, from, furthest, now) : furthest);
  }

  /** Far away, where a pause is the reason. */
  Instant afterPause(Instant from, Instant furthest, Instant now) {
    return far.next(Math.max(1, foundPerMinute) / 60.0, NEAR_SECONDS, from, furthest, now);
  }

  /**
   * Soon, where other nodes may leave this one more.
   *
   * @param perSecond what would go if this node had all
   */
  Instant afterRounds(double perSecond, Instant furthest, Instant now) {
    return far.next(perSecond, ROUNDS_SECONDS, now.plusSeconds(ROUNDS_SECONDS), furthest, now);
  }

  private Instant far(Pace.Hold hold, Instant furthest, Instant now) {
    if (foundPerMinute > 0) {
      return far.next(
          foundPerMinute / 60.0, NEAR_SECONDS, now.plusSeconds(NEAR_SECONDS), furthest, now);
    }
    double ours = 1e9 / Math.max(1, hold.each().toNanos());
    return afterRounds(ours * Slice.PARTS / Math.max(1, parts), furthest, now);
  }

  private Optional<Pace.Hold> hold(Wish wish, Instant now) {
    return isAhead(wish, now)
        ? Optional.empty()
        : pace.hold(
            wish.lane() == Lane.OTP ? wish.asNewcomer() : wish, inSlots.keptFrom(wish, now), now);
  }
}
