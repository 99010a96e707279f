package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.lease.Slice;
import relay.domain.quota.Meter;
import relay.domain.quota.RateLimit;

/**
 * The rates of one flow: GCRA for each limit, with a tenth of its window as burst, so that a limit
 * is never exceeded by more than that in any window. Guarded by the control's lock.
 */
final class Pace {
  private static final int BURSTS_PER_WINDOW = 10;
  private static final int PERCENT = 100;
  private final long burstMicros;
  private final List<Rate> rates = new ArrayList<>();
  private final Openings openings = new Openings();

  private FlowLimits limits = FlowLimits.NONE;
  private int parts = Slice.PARTS;
  private int percent = PERCENT;
  private Rate adapted;

  Pace() {
    this(Duration.ZERO);
  }

  /**
   * @param burst what may go at once, where that is more than a tenth of the window
   */
  Pace(Duration burst) {
    this.burstMicros = burst.toNanos() / 1_000;
  }

  /**
   * @param whole the limit of all nodes
   * @param unit what one mail counts in the rate: more than one where that is a part of the whole
   */
  private record Rate(String name, Limit limit, long whole, int unit, RateLimit rate, Meter meter) {
    /** One mail larger than a whole window would never go. */
    long cost(long wanted) {
      return Math.min(wanted, whole) * unit;
    }
  }

  /**
   * The limit that allows a mail last, and when.
   *
   * @param each how long the limit takes for a mail like it
   */
  record Hold(String limit, Instant until, Duration each) {
    boolean isForOpening() {
      return limit.equals(Limit.CONNECTIONS_PER_MINUTE.label());
    }
  }

  /** Of what the relay found by itself. */
  static final String ADAPTED = "adapted-per-minute";

  /** Takes over new limits; what was counted for a limit that stays is not forgotten. */
  void obey(FlowLimits other) {
    obey(other, PERCENT);
  }

  /**
   * The same where only a part of each is to be used.
   *
   * @param ofEach in hundredths
   */
  void obey(FlowLimits other, int ofEach) {
    limits = other;
    percent = ofEach;
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
        rates.add(rate(limit, limits.value(limit), meter));
      }
    }
    if (adapted != null) {
      rates.add(adapted);
    }
  }

  /** Finer than the limit, so that a part of a small one is not nothing. */
  private Rate rate(Limit limit, long whole, Meter meter) {
    int part = parts * percent / PERCENT;
    boolean isWhole = part == Slice.PARTS;
    long count = isWhole ? whole : whole * Math.max(1, part);
    var rate = new RateLimit(count, limit.window().get());
    return new Rate(limit.label(), limit, whole, isWhole ? 1 : Slice.PARTS, rate, meter);
  }

  /**
   * Keeps to a part of each limit from now on. As many mails as before may go at once, or have been
   * promised: a larger part does not come with a larger burst, for what other nodes have just used
   * of it would be used once more.
   */
  void share(int other, Instant at) {
    if (other == parts) {
      return;
    }
    long now = micros(at);
    double ratio = Math.max(1, parts) / (double) Math.max(1, other);
    for (Rate rate : rates) {
      if (rate != adapted) {
        long window = rate.rate().window().micros();
        long burst = Math.max(window / BURSTS_PER_WINDOW, burstMicros);
        long ahead = rate.meter().freeAt(rate.rate(), 0, now) + window - now;
        rate.meter().set(rate.rate(), now + (long) (burst + (ahead - burst) * ratio));
      }
    }
    parts = other;
    obey(limits, percent);
  }

  /**
   * Keeps to this rate, too.
   *
   * @param perMinute 0 for none
   */
  void adapt(long perMinute) {
    if ((adapted == null ? 0 : adapted.rate().count()) == perMinute * percent) {
      return;
    }
    Meter meter = adapted == null ? new Meter() : adapted.meter();
    rates.remove(adapted);
    adapted = null;
    if (perMinute > 0) {
      RateLimit rate = new RateLimit(perMinute * percent, RateLimit.Window.MINUTE);
      adapted = new Rate(ADAPTED, Limit.PER_MINUTE, perMinute, PERCENT, rate, meter);
      rates.add(adapted);
    }
  }

  boolean isFree() {
    return rates.isEmpty();
  }

  Openings openings() {
    return openings;
  }

  /** What holds a mail now; empty when nothing does. */
  Optional<Hold> hold(Wish wish, Instant at) {
    return hold(wish, 0, at);
  }

  /**
   * The same where some of what is due is kept for others, who had to wait for more than their
   * part.
   */
  Optional<Hold> hold(Wish wish, long keptForOthers, Instant at) {
    if (rates.isEmpty()) {
      return Optional.empty();
    }
    boolean isDue = openings.isDue(wish, keptForOthers, at);
    long now = micros(at);
    long latest = now;
    Rate holder = null;
    long each = 0;
    for (Rate rate : rates) {
      long cost = cost(rate, wish);
      long window = rate.rate().window().micros();
      if (rate.limit() == Limit.CONNECTIONS_PER_MINUTE && !isDue) {
        // Half of what may go at once and no more: what is above all of it would be lost.
        long most = window / BURSTS_PER_WINDOW / 2 / Math.max(1, rate.rate().micros(cost));
        cost = rate.cost(1 + Math.min(most, openings.needed(at)));
      }
      long burst =
          Math.max(Math.max(window / BURSTS_PER_WINDOW, burstMicros), rate.rate().micros(cost));
      long free = rate.meter().freeAt(rate.rate(), cost, now) + window - burst;
      if (free > latest) {
        latest = free;
        holder = rate;
        each = rate.rate().micros(cost(rate, wish));
      }
    }
    return holder == null
        ? Optional.empty()
        : Optional.of(
            new Hold(holder.name(), instant(latest), Duration.of(each, ChronoUnit.MICROS)));
  }

  /**
   * What was promised is not counted any more. What really went is not known beside it: so it is as
   * if all that may go at once had gone just now.
   */
  void forgetPromises(Instant at) {
    long now = micros(at);
    for (Rate rate : rates) {
      if (rate.limit() != Limit.CONNECTIONS_PER_MINUTE) {
        long window = rate.rate().window().micros();
        long end = rate.meter().freeAt(rate.rate(), 0, now) + window;
        rate.meter().set(rate.rate(), Math.min(end, now + window / BURSTS_PER_WINDOW));
      }
    }
    openings.forgetTurns();
  }

  /** How many mails of one recipient may go in a second; infinite where no rate counts them. */
  double perSecond() {
    double least = Double.POSITIVE_INFINITY;
    for (Rate rate : rates) {
      if (!rate.limit().isOctets()) {
        boolean isOpening = rate.limit() == Limit.CONNECTIONS_PER_MINUTE;
        double mails = isOpening ? openings.mailsEach() : 1;
        double seconds = rate.rate().micros(rate.cost(1)) / 1e6;
        least = Math.min(least, mails / seconds);
      }
    }
    return least;
  }

  /** Counts a mail, now or for the time that it was promised. */
  void count(Wish wish, Instant at) {
    for (Rate rate : rates) {
      if (rate.limit() != Limit.CONNECTIONS_PER_MINUTE) {
        rate.meter().take(rate.rate(), cost(rate, wish), micros(at));
      }
    }
  }

  /** A mail goes now, whatever it was counted for. */
  void began(Wish wish, Instant at) {
    if (!rates.isEmpty()) {
      openings.began(wish, at);
    }
  }

  /** Counts a connection that was opened. */
  void connected(Instant at) {
    openings.opened();
    for (Rate rate : rates) {
      if (rate.limit() == Limit.CONNECTIONS_PER_MINUTE) {
        rate.meter().take(rate.rate(), rate.cost(1), micros(at));
      }
    }
  }

  private static long cost(Rate rate, Wish wish) {
    long cost = rate.limit().isOctets() ? wish.octets() : wish.recipients();
    cost = rate.limit() == Limit.CONNECTIONS_PER_MINUTE ? 1 : cost;
    return rate.cost(cost);
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
