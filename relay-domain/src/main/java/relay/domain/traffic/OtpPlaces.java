package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import relay.domain.mail.Lane;
import relay.domain.quota.Meter;
import relay.domain.quota.RateLimit;

/**
 * The quota that one-time passwords have of a flow's connections: within it they go before all
 * others. It counts places, and where there are few, the time for which they are held: of a single
 * connection half of the time is a half. Guarded by the control's lock.
 */
final class OtpPlaces {
  private static final long MINUTE_MILLIS = 60_000;
  private static final int BURSTS_PER_WINDOW = 10;
  private static final int PERCENT = 100;
  // A waiting room gives mail back some seconds late.
  private static final int KEPT_SECONDS = 15;
  private final Meter held = new Meter();
  private final Slots turns = new Slots(KEPT_SECONDS);
  private Instant last = Instant.MIN;
  private int places = 1;
  private RateLimit time;

  void obey(int connections, int percent) {
    if (connections == Places.NO_LIMIT || connections == 0) {
      places = 1;
      time = null;
      return;
    }
    places = Math.max(1, connections * percent / PERCENT);
    long count = Math.max(1, MINUTE_MILLIS * connections * percent / PERCENT);
    if (time == null || time.count() != count) {
      time = new RateLimit(count, RateLimit.Window.MINUTE);
    }
  }

  boolean hasRoom(int running, Instant now) {
    if (running >= places) {
      return false;
    }
    long window = RateLimit.Window.MINUTE.micros();
    long at = micros(now);
    return time == null || held.freeAt(time, 0, at) + window - window / BURSTS_PER_WINDOW <= at;
  }

  /** Of those that are under way, how many are within the places of the quota. */
  int ahead(int running) {
    return Math.min(running, places);
  }

  /** A place was held for so long. */
  void used(long millis, Instant now) {
    if (time != null && millis > 0) {
      held.take(time, millis, micros(now));
    }
  }

  /** The turn of one more that waits: behind its like, and behind nobody else. */
  Instant next(Duration each, Instant furthest, Instant now) {
    Instant at = (last.isAfter(now) ? last : now).plus(each);
    if (at.isAfter(furthest)) {
      return furthest;
    }
    last = at;
    turns.promise(at.getEpochSecond());
    return at;
  }

  void arrived(Wish wish, Instant now) {
    if (wish.lane() == Lane.OTP && wish.wasPutOff()) {
      turns.take(now.getEpochSecond());
    }
  }

  /** How many have their turn until then. */
  long due(Instant next, Instant now) {
    return turns.isEmpty() ? 0 : turns.upTo(next.getEpochSecond(), now.getEpochSecond());
  }

  /** How many places are kept for those who wait for one. */
  long keptFor(long waiting, int running, Instant now) {
    return waiting > 0 && hasRoom(running, now) ? Math.min(waiting, places - running) : 0;
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
