package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

/**
 * What is known of one destination: who is there now, how long it takes, which times are promised.
 * Guarded by its control's lock.
 */
final class Destination {
  private static final int FLOWS_MAX = 16;
  private static final double WEIGHT_OF_NEWEST = 0.2;
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final Set<Permit> running = new LinkedHashSet<>();
  private final Map<Lane, Instant> promisedUntil = new EnumMap<>(Lane.class);
  private final Supplier<TrafficSettings> settings;
  private final Waiters waiters;
  private final Absence absence;
  private double usualMillis = -1;
  private final Function<MailOwner, Weight> weights;
  private final Map<Lane, Shares> shares = new EnumMap<>(Lane.class);
  private final Set<Flow> flows = new LinkedHashSet<>();

  Destination(
      Supplier<TrafficSettings> settings, Waiters waiters, Function<MailOwner, Weight> weights) {
    this.settings = settings;
    this.waiters = waiters;
    this.weights = weights;
    this.absence = new Absence(settings);
  }

  Waiters waiters() {
    return waiters;
  }

  /** By which flows its mail has gone lately: one for each source, none while none is known. */
  Set<Flow> flows() {
    return flows;
  }

  /** Notes one of them; null while the servers are not known. */
  void goesBy(Flow found) {
    if (found != null && flows.add(found) && flows.size() > FLOWS_MAX) {
      flows.remove(flows.iterator().next());
    }
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  /** After a pause one mail goes ahead of the others to see whether anybody is there. */
  boolean isAway(Instant now) {
    return absence.isPausedAt(now) || (absence.isSuspected() && !running.isEmpty());
  }

  /** How it stands for mail of this lane that was given no time yet. */
  Occupancy occupancy(Lane lane, int laneWorkers, Instant now) {
    return new Occupancy(
        running.size(),
        isAway(now),
        absence.isPausedAt(now) ? Optional.of(absence.pausedUntil()) : Optional.empty(),
        hasPlace(lane, laneWorkers, true, now));
  }

  /**
   * Whether a place is free.
   *
   * @param newcomer whether the mail was given no time; half of the places are kept for those that
   *     were
   */
  boolean hasPlace(Lane lane, int laneWorkers, boolean newcomer, Instant now) {
    int all =
        settings.get().connectionsMax() + (lane == Lane.OTP ? settings.get().otpConnections() : 0);
    int allowed = newcomer ? newcomersPlaces(lane, laneWorkers, now) : places(laneWorkers, now);
    return running.size() < all && runningOf(lane) < allowed;
  }

  /**
   * How long to wait for a place. Where the lane has held mail of a single destination only, the
   * worker would find no other mail to do: putting off one after the other would cost each two more
   * writes and help nobody.
   */
  Duration patience(LaneMix mix, Lane lane, int laneWorkers, Instant now) {
    if (isAway(now) || !isQuick(now)) {
      return Duration.ZERO;
    }
    if (mix.isAllOf(this, laneWorkers)) {
      return settings.get().slowAfter();
    }
    return hasTurnSoon(lane, laneWorkers, now) ? settings.get().patience() : Duration.ZERO;
  }

  /** Whether it is likely that a place comes free in a moment. */
  private boolean isQuick(Instant now) {
    return attemptMillis(now) < settings.get().slowAfter().toMillis();
  }

  /**
   * Whether one more worker that waits here is likely to have its turn before its patience ends:
   * those who wait already go first, and one that waits in vain does nothing for anybody.
   */
  private boolean hasTurnSoon(Lane lane, int laneWorkers, Instant now) {
    double turnMillis = attemptMillis(now) / Math.max(1, newcomersPlaces(lane, laneWorkers, now));
    return (waiters.count() + 1) * turnMillis <= settings.get().patience().toMillis();
  }

  void enter(Permit permit) {
    running.add(permit);
  }

  /** As if it had not been asked: nothing was tried. */
  boolean giveUp(Permit permit) {
    return running.remove(permit);
  }

  /** False when this permit was given back before. */
  boolean leave(Permit permit, Reach reach, Instant now) {
    if (!running.remove(permit)) {
      return false;
    }
    double millis = Math.max(0, Duration.between(permit.since(), now).toMillis());
    usualMillis =
        usualMillis < 0 ? millis : usualMillis + WEIGHT_OF_NEWEST * (millis - usualMillis);
    absence.note(reach, permit.since(), now);
    return true;
  }

  /**
   * Promises a time: behind those of its owner promised before, at its part of the pace at which
   * places come free, but never further off than the settings allow.
   */
  Instant promise(Wish wish, int laneWorkers, Instant now) {
    Lane lane = wish.lane();
    if (usualMillis < 0 && isQuick(now)) {
      // The first attempts are under way; before they end any pace would be a guess.
      return now.plus(WAIT_WHILE_UNKNOWN);
    }
    Instant promised = promisedUntil.getOrDefault(lane, Instant.MIN);
    Instant from = promised.isAfter(now) ? promised : now;
    Duration each = Duration.ofMillis(paceMillis(laneWorkers, now));
    Instant at = from.plus(each);
    Instant furthest =
        now.plus(lane == Lane.OTP ? settings.get().otpPutOffMax() : settings.get().putOffMax());
    if (!at.isAfter(furthest)) {
      promisedUntil.put(lane, at);
    }
    return shares
        .computeIfAbsent(lane, l -> new Shares(weights, 0))
        .turn(wish.owner(), at.isAfter(furthest) ? furthest : at, each, now);
  }

  /** Whether it is there, slow, and times up to this one are promised to others. */
  boolean hasLine(Lane lane, Instant until, Instant now) {
    return !isAway(now) && !isQuick(now) && hasPromised(lane, until);
  }

  private boolean hasPromised(Lane lane, Instant now) {
    return promisedUntil.getOrDefault(lane, Instant.MIN).isAfter(now);
  }

  private int newcomersPlaces(Lane lane, int laneWorkers, Instant now) {
    int places = places(laneWorkers, now);
    return hasPromised(lane, now) ? places / 2 : places;
  }

  private int places(int laneWorkers, Instant now) {
    boolean trusted = usualMillis >= 0 && isQuick(now);
    int percent = trusted ? settings.get().sharePercent() : settings.get().slowSharePercent();
    return Math.min(settings.get().connectionsMax(), Math.max(1, laneWorkers * percent / 100));
  }

  /** How often one of the places that newcomers leave comes free. */
  private long paceMillis(int laneWorkers, Instant now) {
    int places = places(laneWorkers, now);
    return Math.max(1, (long) (attemptMillis(now) / (places - places / 2)));
  }

  private double attemptMillis(Instant now) {
    return Math.max(usualMillis, unendedMillis(now));
  }

  /**
   * What a fifth of the attempts under way have taken at least: they tell something before their
   * end, but one of many that hangs tells nothing of the others.
   */
  private long unendedMillis(Instant now) {
    int older = (running.size() - 1) / 5;
    for (Permit permit : running) {
      if (older-- == 0) {
        return Duration.between(permit.since(), now).toMillis();
      }
    }
    return 0;
  }

  private int runningOf(Lane lane) {
    int count = 0;
    for (Permit permit : running) {
      count += permit.lane() == lane ? 1 : 0;
    }
    return count;
  }
}
