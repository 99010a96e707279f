package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.delivery.Origin;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Decision.Later;

/**
 * What goes to one provider, site or domain from one source of ours: all that its limits count.
 * Guarded by its control's lock.
 */
final class Flow {
  private static final double WEIGHT_OF_NEWEST = 0.2;
  private static final int KEPT_FOR_OTP = 5;
  // Attempts are not all of the same length: at the very pace too many would come in vain.
  private static final double SLACK = 1.1;
  private static final int GRACE_SECONDS = 300;
  // A place that is kept for long stands empty, a slot does not.
  private static final int KEPT_SECONDS = 15;
  // While the pace is being found nothing is promised for longer: a promise outlives its pace.
  private static final int NEAR_SECONDS = 60;
  // Of an attempt, while none has ended.
  private static final long GUESSED_MILLIS = 50;
  private static final double GOLDEN = 0.6180339887498949;
  private static final Duration BATCH_MEMORY = Duration.ofHours(1);
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final String name;
  private final String source;
  private final String label;
  private final Waiters waiters;
  private final Pace pace = new Pace();
  private final Pace otpPace = new Pace();
  private final Slots slots = new Slots(GRACE_SECONDS);
  private final Slots far = new Slots(0);
  private final Shares inSlots;
  private final Shares inPlaces;
  private final Governor governor;
  private long farTimes;
  private FlowRules rules;
  private Source obeyed;
  private FlowLimits limits = FlowLimits.NONE;
  private Site site;
  private int running;
  private int otpRunning;
  private int batch;
  private long blindly;
  private Instant batchUntil = Instant.MIN;
  private double usualMillis = -1;
  private Instant promisedUntil = Instant.MIN;
  private Later lastLater;

  Flow(String name, String source, Waiters waiters, Function<MailOwner, Weight> weights) {
    this.name = name;
    this.source = source;
    this.label = label(name, source);
    this.waiters = waiters;
    this.inSlots = new Shares(weights, GRACE_SECONDS);
    this.inPlaces = new Shares(weights, KEPT_SECONDS);
    this.governor = new Governor(label);
  }

  /** What it is called where all flows of all sources are. */
  static String label(String name, Source source) {
    return label(name, source.name());
  }

  private static String label(String name, String source) {
    return source.equals(Origin.DEFAULT_SOURCE) ? name : name + "@" + source;
  }

  Waiters waiters() {
    return waiters;
  }

  boolean isIdle() {
    return running == 0;
  }

  /** Has the limits looked up when the rules were changed. */
  void obey(FlowRules current, Source from, String hop, Site known) {
    if (rules != current || obeyed != from) {
      rules = current;
      obeyed = from;
      limits = from.over(current.limits(hop, known), known);
      pace.obey(limits);
      otpPace.obey(limits);
    }
    site = known;
  }

  Governor governor() {
    return governor;
  }

  Source source() {
    return obeyed;
  }

  Optional<String> provider() {
    return site.provider().map(Provider::id);
  }

  /** Whether the mail may go now. */
  boolean admits(Wish wish, Instant now) {
    adapt(now);
    return !isPaused(now)
        && hasPlace(wish, now)
        && (pace.isFree()
            || wish.wasPutOff() && slots.hasDue(now.getEpochSecond(), inSlots.keptFrom(wish, now))
            || holdOf(wish, now).isEmpty());
  }

  /** When a mail that may not go now is likely to; as good a guess as can be made. */
  Instant freeAt(Wish wish, Instant now) {
    if (isPaused(now)) {
      return governor.pausedUntil(now).orElse(now.plusSeconds(NEAR_SECONDS));
    }
    Instant place = hasPlace(wish, now) || promisedUntil.isBefore(now) ? now : promisedUntil;
    Instant pace = holdOf(wish, now).map(Pace.Hold::until).orElse(now);
    return pace.isAfter(place) ? pace : place;
  }

  private void adapt(Instant now) {
    governor.passTime(now);
    pace.adapt(governor.perMinute());
    otpPace.adapt(governor.perMinute());
  }

  /** After a pause one attempt at a time goes ahead. */
  private boolean isPaused(Instant now) {
    return governor.pausedUntil(now).isPresent() || governor.isProbing(now) && running > 0;
  }

  void enter(Wish wish, Instant now) {
    arrived(wish, now);
    running++;
    otpRunning += wish.lane() == Lane.OTP ? 1 : 0;
    if (wish.lane() == Lane.OTP) {
      otpPace.count(wish, now);
    } else if (!pace.isFree() && wish.wasPutOff() && slots.take(now.getEpochSecond())) {
      return;
    }
    pace.count(wish, now);
  }

  private void arrived(Wish wish, Instant now) {
    inSlots.arrived(wish, now);
    inPlaces.arrived(wish, now);
  }

  /**
   * @param threshold deferrals in a row before only probes go; 0 when nothing is to be learned
   */
  void leave(Permit permit, Experience learned, int threshold, Instant now) {
    if (threshold > 0) {
      governor.learn(learned, permit.since(), running, threshold, now);
    }
    running--;
    otpRunning -= permit.lane() == Lane.OTP ? 1 : 0;
    double millis = Math.max(0, Duration.between(permit.since(), now).toMillis());
    blindly = 0;
    usualMillis =
        usualMillis < 0 ? millis : usualMillis + WEIGHT_OF_NEWEST * (millis - usualMillis);
  }

  /** A connection is about to be opened. */
  void connecting(Instant now) {
    pace.connected(now);
    otpPace.connected(now);
  }

  int mailsPerConnection() {
    return orAny(limits.value(Limit.MESSAGES_PER_CONNECTION));
  }

  /** By rule, or fewer where the servers wanted fewer lately. */
  int recipientsPerTransaction(Instant now) {
    int rule = orAny(limits.value(Limit.RECIPIENTS_PER_TRANSACTION));
    return now.isBefore(batchUntil) ? Math.min(rule, batch) : rule;
  }

  private static int orAny(long limit) {
    return limit == 0 ? Integer.MAX_VALUE : (int) limit;
  }

  /** The servers took so many of a transaction and no more. */
  void tooManyRecipients(int accepted, Instant now) {
    batch = Math.max(1, now.isBefore(batchUntil) ? Math.min(batch, accepted) : accepted);
    batchUntil = now.plus(BATCH_MEMORY);
  }

  /** Whether a place is likely to come free within the patience of a worker. */
  boolean hasTurnSoon(Wish wish, Duration patience, Instant now) {
    return !isPaused(now)
        && !hasPlace(wish, now)
        && usualMillis >= 0
        && (waiters.count() + 1) * usualMillis / Math.max(1, places()) <= patience.toMillis();
  }

  /** A time of its own for a mail that may not go now. */
  Later promise(Wish wish, Duration furthest, Instant now) {
    Instant end = now.plus(furthest);
    arrived(wish, now);
    Later later;
    if (isPaused(now)) {
      Instant again = governor.pausedUntil(now).orElse(now.plusSeconds(NEAR_SECONDS));
      later = later("paused", again.isAfter(end) ? end : far(again, end, now));
    } else {
      later = hasPlace(wish, now) ? slot(wish, end, now) : place(wish, end, now);
    }
    lastLater = later;
    return later;
  }

  private Later slot(Wish wish, Instant furthest, Instant now) {
    Optional<Pace.Hold> hold = holdOf(wish, now);
    if (hold.isEmpty()) {
      return later(Limit.CONNECTIONS.label(), now.plus(WAIT_WHILE_UNKNOWN));
    }
    Instant at = hold.get().until();
    Instant near = now.plusSeconds(NEAR_SECONDS);
    boolean isFar = governor.perMinute() > 0 && at.isAfter(near) && near.isBefore(furthest);
    boolean isPaid =
        wish.lane() != Lane.OTP && !hold.get().limit().equals(Limit.CONNECTIONS_PER_MINUTE.label());
    Instant last = isFar || at.isAfter(furthest) ? furthest : at;
    Instant turn = isPaid ? inSlots.turn(wish.owner(), last, hold.get().each(), now) : last;
    if (at.isAfter(furthest) || isFar && turn.isBefore(last)) {
      // It takes a slot that is due then, and whoever misses that one asks anew.
      return later(hold.get().limit(), turn);
    }
    if (isFar) {
      return later(hold.get().limit(), far(near, furthest, now));
    }
    if (isPaid) {
      // Rounded up: nobody comes back before the slot is due.
      slots.promise(at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0));
      pace.count(wish, now);
    }
    return later(hold.get().limit(), turn);
  }

  /**
   * A time at which it is worth asking again: spread evenly over somewhat less than it takes until
   * all who wait have gone, so that enough come whatever the pace is then.
   */
  private Instant far(Instant from, Instant furthest, Instant now) {
    double perSecond = Math.max(1, governor.perMinute()) / 60.0;
    long most = Math.max(1, Duration.between(from, furthest).toMillis());
    double needed = far.count(now.getEpochSecond()) / perSecond * 0.7 * 1000;
    double span = Math.min(most, Math.max(NEAR_SECONDS * 1000.0, needed));
    farTimes++;
    Instant at = from.plusMillis((long) (farTimes * GOLDEN % 1 * span));
    far.promise(at.getEpochSecond());
    return at;
  }

  /** Behind those who were promised a place, at the pace at which places come free. */
  private Later place(Wish wish, Instant furthest, Instant now) {
    if (usualMillis < 0) {
      // Each later than the one before: who comes back before an attempt has ended asks in vain.
      blindly++;
      Instant at =
          now.plus(WAIT_WHILE_UNKNOWN.plusMillis(blindly * GUESSED_MILLIS / Math.max(1, places())));
      return later(Limit.CONNECTIONS.label(), at.isAfter(furthest) ? furthest : at);
    }
    Instant from = promisedUntil.isAfter(now) ? promisedUntil : now;
    double pace = usualMillis / Math.max(1, places()) * SLACK;
    Duration each = Duration.ofMillis(Math.max(1, (long) pace));
    Instant at = from.plus(each);
    if (!at.isAfter(furthest)) {
      promisedUntil = at;
    }
    Instant last = at.isAfter(furthest) ? furthest : at;
    Instant turn = wish.lane() == Lane.OTP ? last : inPlaces.turn(wish.owner(), last, each, now);
    return later(Limit.CONNECTIONS.label(), turn);
  }

  private Later later(String limit, Instant at) {
    return new Later(at, Later.LIMIT + " " + limit + " " + label);
  }

  private Optional<Pace.Hold> holdOf(Wish wish, Instant now) {
    return (wish.lane() == Lane.OTP ? otpPace : pace).hold(wish, now);
  }

  /**
   * One-time passwords may use all places; of the others' a few are kept free for them. While mail
   * was promised a place, newcomers of the bulk lane go behind it, and those of the transactional
   * lane may use half of the places.
   */
  private boolean hasPlace(Wish wish, Instant now) {
    long all = connections();
    if (all == 0) {
      return true;
    }
    if (wish.lane() == Lane.OTP) {
      return running < all;
    }
    int allowed = places();
    if (!wish.wasPutOff() && promisedUntil.isAfter(now)) {
      allowed = wish.lane() == Lane.BULK ? 0 : Math.max(1, allowed / 2);
    }
    // An attempt that begins now is in the way of those whose turn comes before the next place.
    long kept =
        inPlaces.keptFrom(
            wish, now.plusMillis((long) (Math.max(0, usualMillis) / Math.max(1, places()))));
    return running + kept < all && running - otpRunning + kept < allowed;
  }

  /** By rule or by what was found; 0 for no limit. */
  private long connections() {
    long rule = limits.value(Limit.CONNECTIONS);
    long found = governor.connections();
    return rule == 0 || found > 0 && found < rule ? found : rule;
  }

  /** Of all lanes but that of one-time passwords. */
  private int places() {
    int all = (int) connections();
    return all <= 1 ? all : all - Math.max(1, all / KEPT_FOR_OTP);
  }

  FlowView view(Instant now) {
    Optional<Later> waiting = Optional.ofNullable(lastLater).filter(l -> l.at().isAfter(now));
    return new FlowView(
        name,
        source,
        site.provider().map(Provider::title),
        site.hosts(),
        running,
        slots.count(now.getEpochSecond()),
        waiting.map(Later::at),
        waiting.map(Later::reason),
        limits.rows(),
        ShareView.of(inSlots.views(now), inPlaces.views(now)),
        governor.restrictions());
  }
}
