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
 * What is known of one destination: who is there now, how long it takes, which times are promised,
 * whether it is away. Guarded by its control's lock.
 */
final class Destination {
  private static final double WEIGHT_OF_NEWEST = 0.2;
  private final Set<Permit> running = new LinkedHashSet<>();
  private final Map<Lane, Instant> promisedUntil = new EnumMap<>(Lane.class);
  private final Condition freed;
  private double usualMillis = -1;
  private int failures;
  private Duration pause = Duration.ZERO;
  private Instant pausedAt = Instant.MIN;
  private Instant pausedUntil = Instant.MIN;

  Destination(Condition freed) {
    this.freed = freed;
  }

  /** Signalled when a place comes free. */
  Condition freed() {
    return freed;
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  boolean isAway(TrafficSettings settings, Instant now) {
    // After the pause one mail goes ahead of the others to see whether anybody is there.
    return failures >= settings.failuresBeforePause()
        && (now.isBefore(pausedUntil) || !running.isEmpty());
  }

  /** Whether a place is free for a mail of this lane. */
  boolean hasPlace(TrafficSettings settings, Lane lane, int laneWorkers, Instant now) {
    int all = settings.connectionsMax() + (lane == Lane.OTP ? settings.otpConnections() : 0);
    int percent = isSlow(settings, now) ? settings.slowSharePercent() : settings.sharePercent();
    int ofLane = Math.max(1, laneWorkers * percent / 100);
    return running.size() < all && runningOf(lane) < ofLane;
  }

  /** Whether times yet to come are kept for mails of this lane that were put off. */
  boolean hasPromised(Lane lane, Instant now) {
    return promisedUntil.getOrDefault(lane, Instant.MIN).isAfter(now);
  }

  /** Slow, or not known to be fast. An attempt that does not end counts before its end. */
  boolean isSlow(TrafficSettings settings, Instant now) {
    return usualMillis < 0 || estimateMillis(settings, now) >= settings.slowAfter().toMillis();
  }

  void enter(Permit permit) {
    running.add(permit);
  }

  /** False when this permit was given back before. */
  boolean leave(Permit permit, Reach reach, TrafficSettings settings, Instant now) {
    if (!running.remove(permit)) {
      return false;
    }
    double millis = Math.max(0, Duration.between(permit.since(), now).toMillis());
    usualMillis =
        usualMillis < 0 ? millis : usualMillis + WEIGHT_OF_NEWEST * (millis - usualMillis);
    if (reach == Reach.REACHED) {
      failures = 0;
      pause = Duration.ZERO;
    } else if (reach == Reach.UNREACHED) {
      failed(permit, settings, now);
    }
    return true;
  }

  private void failed(Permit permit, TrafficSettings settings, Instant now) {
    failures++;
    // Attempts that were under way when the pause began say nothing new.
    if (failures >= settings.failuresBeforePause() && !permit.since().isBefore(pausedAt)) {
      Duration longer = pause.isZero() ? settings.pauseMin() : pause.multipliedBy(2);
      pause = longer.compareTo(settings.pauseMax()) > 0 ? settings.pauseMax() : longer;
      pausedAt = now;
      pausedUntil = now.plus(pause);
    }
  }

  /**
   * Promises a time: behind those promised before, at the pace at which places come free, but never
   * further off than the settings allow.
   */
  Decision.Later promise(TrafficSettings settings, Lane lane, int laneWorkers, Instant now) {
    boolean away = isAway(settings, now);
    Instant start = away && pausedUntil.isAfter(now) ? pausedUntil : now;
    Instant promised = promisedUntil.getOrDefault(lane, Instant.MIN);
    Instant from = promised.isAfter(start) ? promised : start;
    Instant at = from.plusMillis(paceMillis(settings, laneWorkers, now));
    Instant furthest = now.plus(settings.putOffMax());
    if (at.isAfter(furthest)) {
      return new Decision.Later(furthest, away ? Decision.Later.AWAY : Decision.Later.BUSY);
    }
    promisedUntil.put(lane, at);
    return new Decision.Later(at, away ? Decision.Later.AWAY : Decision.Later.BUSY);
  }

  /** How often a place comes free. */
  private long paceMillis(TrafficSettings settings, int laneWorkers, Instant now) {
    int percent = isSlow(settings, now) ? settings.slowSharePercent() : settings.sharePercent();
    int places = Math.min(settings.connectionsMax(), Math.max(1, laneWorkers * percent / 100));
    return Math.max(1, (long) (estimateMillis(settings, now) / places));
  }

  private double estimateMillis(TrafficSettings settings, Instant now) {
    double usual = usualMillis < 0 ? settings.slowAfter().toMillis() : usualMillis;
    double oldest =
        running.isEmpty() ? 0 : Duration.between(running.iterator().next().since(), now).toMillis();
    return Math.max(usual, oldest);
  }

  private int runningOf(Lane lane) {
    int count = 0;
    for (Permit permit : running) {
      count += permit.lane() == lane ? 1 : 0;
    }
    return count;
  }
}
