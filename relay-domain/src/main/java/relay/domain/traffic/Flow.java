package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.Lane;
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
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final String name;
  private final Waiters waiters;
  private final Pace pace = new Pace();
  private final Pace otpPace = new Pace();
  private final Slots slots = new Slots();
  private FlowRules rules;
  private FlowLimits limits = FlowLimits.NONE;
  private Site site;
  private int running;
  private int otpRunning;
  private double usualMillis = -1;
  private Instant promisedUntil = Instant.MIN;
  private Later lastLater;

  Flow(String name, Waiters waiters) {
    this.name = name;
    this.waiters = waiters;
  }

  Waiters waiters() {
    return waiters;
  }

  boolean isIdle() {
    return running == 0;
  }

  /** Has the limits looked up when the rules were changed. */
  void obey(FlowRules current, String hop, Site known) {
    if (rules != current) {
      rules = current;
      limits = current.limits(hop, known);
      pace.obey(limits);
      otpPace.obey(limits);
    }
    site = known;
  }

  /** Whether the mail may go now. */
  boolean admits(Wish wish, Instant now) {
    return hasPlace(wish, now)
        && (pace.isFree()
            || wish.wasPutOff() && slots.hasDue(now.getEpochSecond())
            || holdOf(wish, now).isEmpty());
  }

  void enter(Wish wish, Instant now) {
    running++;
    otpRunning += wish.lane() == Lane.OTP ? 1 : 0;
    if (wish.lane() == Lane.OTP) {
      otpPace.count(wish, now);
    } else if (!pace.isFree() && wish.wasPutOff() && slots.take(now.getEpochSecond())) {
      return;
    }
    pace.count(wish, now);
  }

  void leave(Permit permit, Experience learned, Instant now) {
    running--;
    otpRunning -= permit.lane() == Lane.OTP ? 1 : 0;
    double millis = Math.max(0, Duration.between(permit.since(), now).toMillis());
    usualMillis =
        usualMillis < 0 ? millis : usualMillis + WEIGHT_OF_NEWEST * (millis - usualMillis);
    if (learned.connected()) {
      pace.connected(permit.since());
      otpPace.connected(permit.since());
    }
  }

  /** Whether a place is likely to come free within the patience of a worker. */
  boolean hasTurnSoon(Wish wish, Duration patience, Instant now) {
    return !hasPlace(wish, now)
        && usualMillis >= 0
        && (waiters.count() + 1) * usualMillis / Math.max(1, places()) <= patience.toMillis();
  }

  /** A time of its own for a mail that may not go now. */
  Later promise(Wish wish, Duration furthest, Instant now) {
    Later later =
        hasPlace(wish, now) ? slot(wish, now.plus(furthest), now) : place(now.plus(furthest), now);
    lastLater = later;
    return later;
  }

  private Later slot(Wish wish, Instant furthest, Instant now) {
    Optional<Pace.Hold> hold = holdOf(wish, now);
    if (hold.isEmpty()) {
      return later(Limit.CONNECTIONS, now.plus(WAIT_WHILE_UNKNOWN));
    }
    Instant at = hold.get().until();
    if (at.isAfter(furthest)) {
      return later(hold.get().limit(), furthest);
    }
    boolean isPaid = wish.lane() != Lane.OTP && hold.get().limit() != Limit.CONNECTIONS_PER_MINUTE;
    if (isPaid) {
      // Rounded up: nobody comes back before the slot is due.
      slots.promise(at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0));
      pace.count(wish, now);
    }
    return later(hold.get().limit(), at);
  }

  /** Behind those who were promised a place, at the pace at which places come free. */
  private Later place(Instant furthest, Instant now) {
    if (usualMillis < 0) {
      return later(Limit.CONNECTIONS, now.plus(WAIT_WHILE_UNKNOWN));
    }
    Instant from = promisedUntil.isAfter(now) ? promisedUntil : now;
    double pace = usualMillis / Math.max(1, places()) * SLACK;
    Instant at = from.plusMillis(Math.max(1, (long) pace));
    if (at.isAfter(furthest)) {
      return later(Limit.CONNECTIONS, furthest);
    }
    promisedUntil = at;
    return later(Limit.CONNECTIONS, at);
  }

  private Later later(Limit limit, Instant at) {
    return new Later(at, Later.LIMIT + " " + limit.label() + " " + name);
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
    if (limits.value(Limit.CONNECTIONS) == 0) {
      return true;
    }
    if (wish.lane() == Lane.OTP) {
      return running < limits.value(Limit.CONNECTIONS);
    }
    int allowed = places();
    if (!wish.wasPutOff() && promisedUntil.isAfter(now)) {
      allowed = wish.lane() == Lane.BULK ? 0 : Math.max(1, allowed / 2);
    }
    return running < limits.value(Limit.CONNECTIONS) && running - otpRunning < allowed;
  }

  /** Of all lanes but that of one-time passwords. */
  private int places() {
    int all = (int) limits.value(Limit.CONNECTIONS);
    return all <= 1 ? all : all - Math.max(1, all / KEPT_FOR_OTP);
  }

  FlowView view(Instant now) {
    Optional<Later> waiting = Optional.ofNullable(lastLater).filter(l -> l.at().isAfter(now));
    return new FlowView(
        name,
        site.provider().map(Provider::title),
        site.hosts(),
        running,
        slots.count(now.getEpochSecond()),
        waiting.map(Later::at),
        waiting.map(Later::reason),
        limits.rows());
  }
}
