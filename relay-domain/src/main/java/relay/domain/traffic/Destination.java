package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import relay.domain.mail.Lane;

/**
 * What is known of one destination: who is there now, how long it takes, which times are promised.
 * Guarded by its control's lock.
 */
final class Destination {
  private static final double WEIGHT_OF_NEWEST = 0.2;
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final Set<Permit> running = new LinkedHashSet<>();
  private final Map<Lane, Instant> promisedUntil = new EnumMap<>(Lane.class);
  private final TrafficSettings settings;
  private final Condition freed;
  private final Absence absence;
  private double usualMillis = -1;

  Destination(TrafficSettings settings, Condition freed) {
    this.settings = settings;
    this.freed = freed;
    this.absence = new Absence(settings);
  }

  /** Signalled when a place comes free. */
  Condition freed() {
    return freed;
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  /** After a pause one mail goes ahead of the others to see whether anybody is there. */
  boolean isAway(Instant now) {
    return absence.isPausedAt(now) || (absence.isSuspected() && !running.isEmpty());
  }

  /**
   * Whether a place is free.
   *
   * @param newcomer whether the mail was given no time; half of the places are kept for those that
   *     were
   */
  boolean hasPlace(Lane lane, int laneWorkers, boolean newcomer, Instant now) {
    int all = settings.connectionsMax() + (lane == Lane.OTP ? settings.otpConnections() : 0);
    int places = places(laneWorkers, now);
    int allowed = newcomer && hasPromised(lane, now) ? places / 2 : places;
    return running.size() < all && runningOf(lane) < allowed;
  }

  /** Whether it is likely that a place comes free in a moment. */
  boolean isQuick(Instant now) {
    return Math.max(usualMillis, oldestMillis(now)) < settings.slowAfter().toMillis();
  }

  void enter(Permit permit) {
    running.add(permit);
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
   * Promises a time: behind those promised before, at the pace at which places come free, but never
   * further off than the settings allow.
   */
  Instant promise(Lane lane, int laneWorkers, Instant now) {
    if (usualMillis < 0 && isQuick(now)) {
      // The first attempts are under way; before they end any pace would be a guess.
      return now.plus(WAIT_WHILE_UNKNOWN);
    }
    Instant promised = promisedUntil.getOrDefault(lane, Instant.MIN);
    Instant from = promised.isAfter(now) ? promised : now;
    Instant at = from.plusMillis(paceMillis(laneWorkers, now));
    Instant furthest = now.plus(lane == Lane.OTP ? settings.otpPutOffMax() : settings.putOffMax());
    if (at.isAfter(furthest)) {
      return furthest;
    }
    promisedUntil.put(lane, at);
    return at;
  }

  private boolean hasPromised(Lane lane, Instant now) {
    return promisedUntil.getOrDefault(lane, Instant.MIN).isAfter(now);
  }

  private int places(int laneWorkers, Instant now) {
    boolean trusted = usualMillis >= 0 && isQuick(now);
    int percent = trusted ? settings.sharePercent() : settings.slowSharePercent();
    return Math.min(settings.connectionsMax(), Math.max(1, laneWorkers * percent / 100));
  }

  /** How often one of the places that newcomers leave comes free. */
  private long paceMillis(int laneWorkers, Instant now) {
    int places = places(laneWorkers, now);
    double attemptMillis = Math.max(usualMillis, oldestMillis(now));
    return Math.max(1, (long) (attemptMillis / (places - places / 2)));
  }

  /** An attempt that does not end tells something before its end. */
  private long oldestMillis(Instant now) {
    return running.isEmpty()
        ? 0
        : Duration.between(running.iterator().next().since(), now).toMillis();
  }

  private int runningOf(Lane lane) {
    int count = 0;
    for (Permit permit : running) {
      count += permit.lane() == lane ? 1 : 0;
    }
    return count;
  }
}
