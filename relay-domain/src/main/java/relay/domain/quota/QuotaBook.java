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
import java.util.function.Function;
import java.util.function.Supplier;
import relay.domain.quota.QuotaVerdict.Beyond;
import relay.domain.quota.QuotaVerdict.Later;
import relay.domain.quota.QuotaVerdict.Over;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendingLimits;

/**
 * Counts what is handed in. Thread-safe: only mails of the same holder wait for each other, for a
 * few additions. Bounded: past the bound the meters that are idle, or closest to it, are forgotten.
 */
public final class QuotaBook {
  private static final int FORGET_LOOK_MAX = 200;
  // apart from the others, so that strangers are found however many others are counted
  private final Map<String, Meter> clients = new ConcurrentHashMap<>();
  private final Map<String, Meter> accounts = new ConcurrentHashMap<>();
  private final Supplier<QuotaSettings> settings;

  /**
   * @param metersMax how many holders are remembered
   * @param holdMax the longest time that a mail waits for its quota; what would have to wait longer
   *     is refused
   */
  public QuotaBook(int metersMax, Duration holdMax) {
    this(
        fixed(
            new QuotaSettings(
                SendingLimits.NONE, holdMax, metersMax, Duration.ZERO, OtpQuota.NONE)));
  }

  /**
   * @param settings as they are now; asked for each mail
   */
  public QuotaBook(Supplier<QuotaSettings> settings) {
    this.settings = settings;
  }

  private static Supplier<QuotaSettings> fixed(QuotaSettings settings) {
    return () -> settings;
  }

  /** Counts a mail in all of its limits, or in none. */
  public QuotaVerdict take(List<Claim> claims, long recipients, Instant now) {
    return ask(claims, recipients, now, key -> meter(key, micros(now)), true);
  }

  /** What {@link #take} would answer; nothing is counted. */
  public QuotaVerdict look(List<Claim> claims, long recipients, Instant now) {
    return ask(claims, recipients, now, key -> of(key).getOrDefault(key, new Meter()), false);
  }

  /** What is counted for one-time passwords, as it is now. */
  OtpQuota otp() {
    return settings.get().otp();
  }

  private QuotaVerdict ask(
      List<Claim> claims,
      long recipients,
      Instant now,
      Function<String, Meter> meters,
      boolean counts) {
    List<Charge> charges = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      List<RateLimit> limits = RateLimit.of(claim.limits());
      if (!limits.isEmpty()) {
        charges.add(new Charge(claim, limits, meters.apply(claim.key())));
      }
    }
    if (charges.isEmpty()) {
      return QuotaVerdict.ADMITTED;
    }
    charges.sort(Comparator.comparing(c -> c.claim().holder()));
    return locked(charges, 0, recipients, now, counts);
  }

  private record Charge(Claim claim, List<RateLimit> limits, Meter meter) {}

  /** All meters are held while they are compared and changed. */
  private QuotaVerdict locked(
      List<Charge> charges, int next, long cost, Instant now, boolean counts) {
    if (next == charges.size()) {
      return decide(charges, cost, now, counts);
    }
    synchronized (charges.get(next).meter()) {
      return locked(charges, next + 1, cost, now, counts);
    }
  }

  private QuotaVerdict decide(List<Charge> charges, long cost, Instant at, boolean counts) {
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
    if (latestCharge != null && (refuses || freeAt.isAfter(at.plus(settings.get().holdMax())))) {
      return new Over(latestCharge.claim(), words(latestLimit), freeAt);
    }
    if (counts) {
      for (Charge charge : charges) {
        charge.limits().forEach(limit -> charge.meter().take(limit, cost, now));
      }
    }
    return latestCharge == null ? QuotaVerdict.ADMITTED : new Later(freeAt, latestCharge.claim());
  }

  private static String words(RateLimit limit) {
    return limit.count() + " recipients a " + limit.window().name().toLowerCase(Locale.ROOT);
  }

  private Meter meter(String key, long now) {
    Meter known = of(key).get(key);
    if (known != null) {
      return known;
    }
    if (size() >= settings.get().metersMax()
        && !forgetIdle(accounts, now)
        && !forgetIdle(clients, now)) {
      forgetOne(clients);
    }
    return of(key).computeIfAbsent(key, k -> new Meter());
  }

  private Map<String, Meter> of(String key) {
    return key.startsWith(Claim.Holder.CLIENT.name()) ? clients : accounts;
  }

  /** A meter at rest is like a new one. */
  private static boolean forgetIdle(Map<String, Meter> some, long now) {
    Iterator<Meter> all = some.values().iterator();
    boolean found = false;
    for (int i = 0; i < FORGET_LOOK_MAX && all.hasNext(); i++) {
      if (all.next().isIdle(now)) {
        all.remove();
        found = true;
      }
    }
    return found;
  }

  /** Where none is at rest a stranger must go; of all others there are only so many. */
  private static void forgetOne(Map<String, Meter> some) {
    Iterator<Meter> all = some.values().iterator();
    if (all.hasNext()) {
      all.next();
      all.remove();
    }
  }

  /** How many holders are remembered. */
  public int size() {
    return accounts.size() + clients.size();
  }

  /** What a restart must not forget: the arrival times of those that are not at rest. */
  public Map<String, long[]> state(Instant now) {
    Map<String, long[]> state = new HashMap<>();
    add(state, accounts, now);
    add(state, clients, now);
    return state;
  }

  private static void add(Map<String, long[]> state, Map<String, Meter> some, Instant now) {
    some.forEach(
        (key, meter) -> {
          if (!meter.isIdle(micros(now))) {
            state.put(key, meter.arrivals());
          }
        });
  }

  /** Takes over what was saved; to be called before the first mail. */
  public void restore(Map<String, long[]> state) {
    state.forEach(
        (key, arrivals) -> of(key).computeIfAbsent(key, k -> new Meter()).restore(arrivals));
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
