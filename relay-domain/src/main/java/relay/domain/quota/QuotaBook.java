package relay.domain.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import relay.domain.quota.QuotaVerdict.Beyond;
import relay.domain.quota.QuotaVerdict.Later;
import relay.domain.quota.QuotaVerdict.Over;
import relay.domain.tenancy.OverLimit;

/**
 * Counts what is handed in. Thread-safe: only mails of the same holder wait for each other, for a
 * few additions. Bounded: past the bound the meters that are idle, or closest to it, are forgotten.
 */
public final class QuotaBook {
  private static final int FORGET_LOOK_MAX = 200;
  private final Map<String, Meter> meters = new ConcurrentHashMap<>();
  private final int metersMax;
  private final Duration holdMax;

  /**
   * @param metersMax how many holders are remembered
   * @param holdMax the longest time that a mail waits for its quota; what would have to wait longer
   *     is refused
   */
  public QuotaBook(int metersMax, Duration holdMax) {
    this.metersMax = metersMax;
    this.holdMax = holdMax;
  }

  /** Counts a mail in all of its limits, or in none. */
  public QuotaVerdict take(List<Claim> claims, long recipients, Instant now) {
    List<Charge> charges = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      List<RateLimit> limits = RateLimit.of(claim.limits());
      if (!limits.isEmpty()) {
        charges.add(new Charge(claim, limits, meter(claim.key(), micros(now))));
      }
    }
    if (charges.isEmpty()) {
      return QuotaVerdict.ADMITTED;
    }
    charges.sort(Comparator.comparing(c -> c.claim().holder()));
    return locked(charges, 0, recipients, now);
  }

  private record Charge(Claim claim, List<RateLimit> limits, Meter meter) {}

  /** All meters are held while they are compared and changed. */
  private QuotaVerdict locked(List<Charge> charges, int next, long cost, Instant now) {
    if (next == charges.size()) {
      return decide(charges, cost, now);
    }
    synchronized (charges.get(next).meter()) {
      return locked(charges, next + 1, cost, now);
    }
  }

  private QuotaVerdict decide(List<Charge> charges, long cost, Instant at) {
    long now = micros(at);
    long latest = now;
    Charge latestCharge = null;
    RateLimit latestLimit = null;
    boolean refuses = false;
    for (Charge charge : charges) {
      for (RateLimit limit : charge.limits()) {
        if (limit.isBeyond(cost)) {
          return new Beyond(charge.claim(), words(limit));
        }
        long free = charge.meter().freeAt(limit, cost, now);
        if (free > now) {
          refuses |= charge.claim().limits().above() == OverLimit.REFUSE;
        }
        if (free > latest) {
          latest = free;
          latestCharge = charge;
          latestLimit = limit;
        }
      }
    }
    Instant freeAt = instant(latest);
    if (latestCharge != null && (refuses || freeAt.isAfter(at.plus(holdMax)))) {
      return new Over(latestCharge.claim(), words(latestLimit), freeAt);
    }
    for (Charge charge : charges) {
      charge.limits().forEach(limit -> charge.meter().take(limit, cost, now));
    }
    return latestCharge == null ? QuotaVerdict.ADMITTED : new Later(freeAt, latestCharge.claim());
  }

  private static String words(RateLimit limit) {
    return limit.count() + " recipients a " + limit.window().name().toLowerCase(Locale.ROOT);
  }

  private Meter meter(String key, long now) {
    Meter known = meters.get(key);
    if (known != null) {
      return known;
    }
    if (meters.size() >= metersMax) {
      forget(now);
    }
    return meters.computeIfAbsent(key, k -> new Meter());
  }

  /** A meter at rest is like a new one; where none is, one of those looked at must go. */
  private void forget(long now) {
    Iterator<Map.Entry<String, Meter>> all = meters.entrySet().iterator();
    String restless = null;
    boolean found = false;
    for (int i = 0; i < FORGET_LOOK_MAX && all.hasNext(); i++) {
      Map.Entry<String, Meter> next = all.next();
      if (next.getValue().isIdle(now)) {
        all.remove();
        found = true;
      } else if (restless == null && next.getKey().startsWith(Claim.Holder.CLIENT.name())) {
        restless = next.getKey();
      }
    }
    if (!found && restless != null) {
      meters.remove(restless);
    }
  }

  /** How many holders are remembered. */
  public int size() {
    return meters.size();
  }

  /** What a restart must not forget: the arrival times of those that are not at rest. */
  public Map<String, long[]> state(Instant now) {
    Map<String, long[]> state = new HashMap<>();
    meters.forEach(
        (key, meter) -> {
          if (!meter.isIdle(micros(now))) {
            state.put(key, meter.arrivals());
          }
        });
    return state;
  }

  /** Takes over what was saved; to be called before the first mail. */
  public void restore(Map<String, long[]> state) {
    state.forEach(
        (key, arrivals) -> meters.computeIfAbsent(key, k -> new Meter()).restore(arrivals));
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
