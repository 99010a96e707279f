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
  private static final int KEPT_SECONDS = 4;
  // Told times no further ahead are near: sooner no round of nodes shares the places anew.
  private static final int NEAR_SECONDS = 15;
  private static final double WEIGHT_OF_NEWEST = 0.2;
  private static final int KEPT_FOR_OTP = 5;
  // Attempts are not all of the same length: at the very pace too many would come in vain.
  private static final double SLACK = 1.1;
  // A waiting room gives mail back up to a tenth of its wait late, and then nothing for as long: so
  // more are told a time than can go, and who comes in vain is at hand when nobody else comes.
  private static final double HASTE = 0.8;
  // Of the connections, at least one: who stands by for the others is soon the next.
  private static final int STANDBY_PART = 4;
  private static final double STANDBY_ATTEMPTS = 1.5;
  // Of an attempt, while none has ended.
  private static final long GUESSED_MILLIS = 50;
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final Waiters waiters;
  private final Function<MailOwner, Weight> weights;
  private Shares shares;
  private final OtpPlaces otp = new OtpPlaces();
  private final Returns ofOtp = new Returns(Returns.PART);
  private int all = NO_LIMIT;
  private int running;
  private int otpRunning;
  private long blindly;
  private double usualMillis = -1;
  private Instant promisedUntil = Instant.MIN;

  Places(Waiters waiters, Function<MailOwner, Weight> weights) {
    this.waiters = waiters;
    this.weights = weights;
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

  /** Mail that was told a time is asked for before it: it is told a new one, or goes. */
  void forgetPromises() {
    promisedUntil = Instant.MIN;
    shares = new Shares(weights, KEPT_SECONDS);
  }

  /** Whether places stand empty while mail waits for them that was told times far ahead. */
  boolean areUnderused(Instant now) {
    return all != NO_LIMIT
        && promisedUntil.isAfter(now.plusSeconds(NEAR_SECONDS))
        && running < (open() + 1) / 2;
  }

  /** How many mails of one recipient a second go over them; infinite without a limit. */
  double perSecond() {
    return all == NO_LIMIT ? Double.POSITIVE_INFINITY : perSecond(open());
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
    long ahead =
        promisedUntil.isAfter(now) && usualMillis > 0
            ? Duration.between(now, promisedUntil).dividedBy(early())
            : 0;
    return ahead + shares.late(now);
  }

  /** When one is likely to be free. */
  Instant freeAt(Wish wish, Instant now) {
    return has(wish, now) || promisedUntil.isBefore(now) ? now : promisedUntil;
  }

  /** Whether something was kept for it, which is taken. */
  boolean arrived(Wish wish, Instant now) {
    otp.arrived(wish, now);
    return shares.arrived(wish, now);
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
   * For how long one more worker may stand by: about an attempt, for a mail that was promised a
   * place, where one is likely to come free meanwhile and only some stand there.
   */
  Duration standby(Wish wish, Duration most, Instant now) {
    boolean isPromised = wish.wasPutOff() && wish.lane() != Lane.OTP;
    boolean isWorthIt =
        isPromised
            && running > 0
            && usualMillis >= 0
            && waiters.count() < Math.max(1, all / STANDBY_PART)
            && each(open()).compareTo(most) <= 0
            && !has(wish, now);
    Duration attempts = Duration.ofMillis((long) (usualMillis * STANDBY_ATTEMPTS));
    return !isWorthIt ? Duration.ZERO : attempts.compareTo(most) < 0 ? attempts : most;
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
   *
   * @param isOwed whether something was kept for it until now, as {@link #arrived} told
   */
  Instant turn(Wish wish, boolean isOwed, Instant furthest, Instant now) {
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
    if (wish.wasPutOff()) {
      return isOwed ? shares.owed(wish.owner(), each(open()), now) : again(wish, furthest, now);
    }
    Instant at = next(promisedUntil, now);
    if (!at.isAfter(furthest)) {
      promisedUntil = at;
    }
    return shares.turn(wish.owner(), at.isAfter(furthest) ? furthest : at, each(open()), now);
  }

  /**
   * For one that finds no place at its time. Waiting rooms give back together what was told times
   * far apart, and nothing for as long after: so those who came in vain are spread evenly over as
   * long as all of them take, and are at hand in the gaps.
   */
  private Instant again(Wish wish, Instant furthest, Instant now) {
    double perSecond = open() * 1000 / Math.max(1, usualMillis);
    int least = (int) Math.ceil(each(open()).multipliedBy(2).toMillis() / 1000.0);
    return shares.again(wish.owner(), perSecond, Math.max(1, least), furthest, now);
  }

  /** Whether a turn here would be so late that more of them may have come by then. */
  boolean isFar(Instant now) {
    return usualMillis < 0
        || open() == 0
        || next(promisedUntil, now).isAfter(now.plusSeconds(NEAR_SECONDS));
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
    return (last.isAfter(now) ? last : now).plus(early());
  }

  /** From one to the next of those who are told a time for the first time. */
  private Duration early() {
    return each(open(), HASTE);
  }

  /** How often one of so many comes free, and somewhat less often. */
  private Duration each(int places) {
    return each(places, SLACK);
  }

  private Duration each(int places, double slack) {
    double millis = usualMillis < 0 ? GUESSED_MILLIS : usualMillis;
    return Duration.ofMillis(Math.max(1, (long) (millis / Math.max(1, places) * slack)));
  }

  /** To others than one-time passwords. */
  private int open() {
    return all <= 1 ? all : all - Math.max(1, all / KEPT_FOR_OTP);
  }
}
