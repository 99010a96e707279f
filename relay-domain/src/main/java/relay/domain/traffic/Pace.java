package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.quota.Meter;
import relay.domain.quota.RateLimit;

/**
 * The rates of one flow: GCRA for each limit, with a tenth of its window as burst, so that a limit
 * is never exceeded by more than that in any window. Guarded by the control's lock.
 */
final class Pace {
  private static final int BURSTS_PER_WINDOW = 10;
  private final List<Rate> rates = new ArrayList<>();

  private Rate adapted;

  private record Rate(String name, Limit limit, RateLimit rate, Meter meter) {}

  /**
   * The limit that allows a mail last, and when.
   *
   * @param each how long the limit takes for a mail like it
   */
  record Hold(String limit, Instant until, Duration each) {}

  /** Of what the relay found by itself. */
  static final String ADAPTED = "adapted-per-minute";

  /** Takes over new limits; what was counted for a limit that stays is not forgotten. */
  void obey(FlowLimits limits) {
    List<Rate> old = List.copyOf(rates);
    rates.clear();
    for (Limit limit : Limit.values()) {
      if (limit.window().isPresent() && limits.value(limit) > 0) {
        Meter meter =
            old.stream()
                .filter(r -> r.name().equals(limit.label()))
                .map(Rate::meter)
                .findFirst()
                .orElseGet(Meter::new);
        rates.add(
            new Rate(
                limit.label(),
                limit,
                new RateLimit(limits.value(limit), limit.window().get()),
                meter));
      }
    }
    if (adapted != null) {
      rates.add(adapted);
    }
  }

  /**
   * Keeps to this rate, too.
   *
   * @param perMinute 0 for none
   */
  void adapt(long perMinute) {
    if ((adapted == null ? 0 : adapted.rate().count()) == perMinute) {
      return;
    }
    Meter meter = adapted == null ? new Meter() : adapted.meter();
    rates.remove(adapted);
    adapted = null;
    if (perMinute > 0) {
      RateLimit rate = new RateLimit(perMinute, RateLimit.Window.MINUTE);
      adapted = new Rate(ADAPTED, Limit.PER_MINUTE, rate, meter);
      rates.add(adapted);
    }
  }

  boolean isFree() {
    return rates.isEmpty();
  }

  /** What holds a mail now; empty when nothing does. */
  Optional<Hold> hold(Wish wish, Instant at) {
    if (rates.isEmpty()) {
      return Optional.empty();
    }
    long now = micros(at);
    long latest = now;
    Rate holder = null;
    long each = 0;
    for (Rate rate : rates) {
      long cost = cost(rate, wish);
      long window = rate.rate().window().micros();
      long burst = Math.max(window / BURSTS_PER_WINDOW, rate.rate().micros(cost));
      long free = rate.meter().freeAt(rate.rate(), cost, now) + window - burst;
      if (free > latest) {
        latest = free;
        holder = rate;
        each = rate.rate().micros(cost);
      }
    }
    return holder == null
        ? Optional.empty()
        : Optional.of(
            new Hold(holder.name(), instant(latest), Duration.of(each, ChronoUnit.MICROS)));
  }

  /** Counts a mail, now or for the time that it was promised. */
  void count(Wish wish, Instant at) {
    for (Rate rate : rates) {
      if (rate.limit() != Limit.CONNECTIONS_PER_MINUTE) {
        rate.meter().take(rate.rate(), cost(rate, wish), micros(at));
      }
    }
  }

  /** Counts a connection that was opened. */
  void connected(Instant at) {
    for (Rate rate : rates) {
      if (rate.limit() == Limit.CONNECTIONS_PER_MINUTE) {
        rate.meter().take(rate.rate(), 1, micros(at));
      }
    }
  }

  private static long cost(Rate rate, Wish wish) {
    long cost = rate.limit().isOctets() ? wish.octets() : wish.recipients();
    cost = rate.limit() == Limit.CONNECTIONS_PER_MINUTE ? 1 : cost;
    // One mail larger than a whole window would never go.
    return Math.min(cost, rate.rate().count());
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
