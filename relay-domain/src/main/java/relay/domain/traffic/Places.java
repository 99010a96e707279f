package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

/**
 * The connections of one flow: who has one, and in which order the others have their turn. Mail
 * within the quota of one-time passwords ({@link OtpPlaces}) goes before all others, who leave a
 * fifth free for it and the next one that comes free. Guarded by the control's lock.
 */
final class Places {
  static final int NO_LIMIT = Integer.MAX_VALUE;
  // A place that is kept for long stands empty, a slot does not.
  static final int KEPT_SECONDS = 15;
  private static final double WEIGHT_OF_NEWEST = 0.2;
  private static final int KEPT_FOR_OTP = 5;
  // Attempts are not all of the same length: at the very pace too many would come in vain.
  private static final double SLACK = 1.1;
  // Of an attempt, while none has ended.
  private static final long GUESSED_MILLIS = 50;
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final Waiters waiters;
  private final Shares shares;
  private final OtpPlaces otp = new OtpPlaces();
  private final Returns ofOtp = new Returns();
  private int all = NO_LIMIT;
  private int running;
  private int otpRunning;
  private long blindly;
  private double usualMillis = -1;
  private Instant promisedUntil = Instant.MIN;
  private Instant lateUntil = Instant.MIN;

  Places(Waiters waiters, Function<MailOwner, Weight> weights) {
    this.waiters = waiters;
    this.shares = new Shares(weights, KEPT_SECONDS);
  }

  /**
   * Keeps to so many from now on.
   *
   * @param otpPercent of them that one-time passwords may have before all others
   */
  void obey(int connections, int otpPercent) {
    all = connections;
    otp.obey(connections, otpPercent);
  }

  int running() {
    return running;
  }

  int otpRunning() {
    return otpRunning;
  }

  /** Whether a one-time password that came now would go before all others. */
  boolean isAhead(Wish wish, Instant now) {
    return wish.lane() == Lane.OTP && (all == NO_LIMIT || otp.hasRoom(otpRunning, now));
  }

  /** How many wait for a place that they were promised. */
  long promised(Instant now) {
    if (usualMillis <= 0 || !promisedUntil.isAfter(now)) {
      return 0;
    }
    double each = usualMillis / Math.max(1, open()) * SLACK;
    return (long) (Duration.between(now, promisedUntil).toMillis() / Math.max(1, each));
  }

  /** When one is likely to be free. */
  Instant freeAt(Wish wish, Instant now) {
    return has(wish, now) || promisedUntil.isBefore(now) ? now : promisedUntil;
  }

  void arrived(Wish wish, Instant now) {
    shares.arrived(wish, now);
    otp.arrived(wish, now);
  }

  void enter(Wish wish) {
    running++;
    otpRunning += wish.lane() == Lane.OTP ? 1 : 0;
  }

  void leave(Permit permit, Instant now) {
    double millis = Math.max(0, Duration.between(permit.since(), now).toMillis());
    running--;
    if (permit.lane() == Lane.OTP) {
      otpRunning--;
      otp.used((long) millis, now);
    }
    blindly = 0;
    usualMillis =
        usualMillis < 0 ? millis : usualMillis + WEIGHT_OF_NEWEST * (millis - usualMillis);
  }

  /** Whether one is likely to come free within the patience of a worker. */
  boolean hasTurnSoon(Wish wish, Duration patience, Instant now) {
    boolean isAhead = isAhead(wish, now);
    int before = isAhead ? waiters.count(Lane.OTP) : waiters.count();
    return !has(wish, now)
        && usualMillis >= 0
        && (before + 1) * usualMillis / Math.max(1, isAhead ? all : open()) <= patience.toMillis();
  }

  /**
   * Whether there is one for this mail. Others than one-time passwords within their quota leave a
   * fifth free for these, and what these wait for. While mail was promised a place, newcomers of
   * the transactional lane may use half of the places; newcomers of the bulk lane and one-time
   * passwords above their quota go behind it.
   */
  boolean has(Wish wish, Instant now) {
    if (all == NO_LIMIT) {
      return true;
    }
    if (isAhead(wish, now)) {
      return running < all;
    }
    int allowed = open();
    boolean isPromised = wish.wasPutOff() && wish.lane() != Lane.OTP;
    if (!isPromised && promisedUntil.isAfter(now)) {
      allowed = wish.lane() == Lane.TRANSACTIONAL ? Math.max(1, allowed / 2) : 0;
    }
    // An attempt that begins now is in the way of those whose turn comes before the next place.
    Instant next = now.plusMillis((long) (Math.max(0, usualMillis) / Math.max(1, open())));
    long awaited = waiters.count(Lane.OTP) + otp.due(next, now);
    long kept = shares.keptFrom(wish, next) + otp.keptFor(awaited, otpRunning, now);
    int ahead = otp.ahead(otpRunning);
    return running + kept < all && running - ahead + kept < allowed;
  }

  /**
   * A time of its own for a mail that has none now: of the next place for a one-time password
   * within its quota, soon for one above it, else behind those who were promised one, at the pace
   * at which they come free.
   */
  Instant turn(Wish wish, Instant furthest, Instant now) {
    if (usualMillis < 0) {
      // Each later than the one before: who comes back before an attempt has ended asks in vain.
      blindly++;
      Instant at =
          now.plus(WAIT_WHILE_UNKNOWN.plusMillis(blindly * GUESSED_MILLIS / Math.max(1, open())));
      return at.isAfter(furthest) ? furthest : at;
    }
    if (isAhead(wish, now)) {
      return otp.next(each(all), furthest, now);
    }
    if (wish.lane() == Lane.OTP) {
      Instant from = now.plus(each(all));
      return from.isBefore(furthest)
          ? ofOtp.next(perSecond(all), 1, from, furthest, now)
          : furthest;
    }
    Instant at = next(wish.wasPutOff() ? lateUntil : promisedUntil, now);
    if (!at.isAfter(furthest)) {
      // A waiting room gives back together what was told times far apart: who finds no place then
      // has its turn soon, and not once more behind all others.
      lateUntil = wish.wasPutOff() ? at : lateUntil;
      promisedUntil = at.isAfter(promisedUntil) ? at : promisedUntil;
    }
    return shares.turn(wish.owner(), at.isAfter(furthest) ? furthest : at, each(open()), now);
  }

  /** Whether a turn here would be so late that more of them may have come by then. */
  boolean isFar(Instant now) {
    return usualMillis < 0
        || open() == 0
        || next(promisedUntil, now).isAfter(now.plusSeconds(KEPT_SECONDS));
  }

  /** How many mails a second would go over so many connections. */
  double perSecond(long connections) {
    double millis = usualMillis < 0 ? GUESSED_MILLIS : Math.max(1, usualMillis * SLACK);
    return connections * 1000 / millis;
  }

  List<ShareView> views(Instant now) {
    return shares.views(now);
  }

  private Instant next(Instant last, Instant now) {
    return (last.isAfter(now) ? last : now).plus(each(open()));
  }

  /** How often one of so many comes free. */
  private Duration each(int places) {
    double millis = usualMillis < 0 ? GUESSED_MILLIS : usualMillis;
    return Duration.ofMillis(Math.max(1, (long) (millis / Math.max(1, places) * SLACK)));
  }

  /** To others than one-time passwords. */
  private int open() {
    return all <= 1 ? all : all - Math.max(1, all / KEPT_FOR_OTP);
  }
}
