package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import relay.domain.mail.Lane;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Decision.Away;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/**
 * Keeps one destination from taking more than its share: a limit on attempts at a time, a share of
 * each lane's workers, pauses for those that are away. A mail that cannot go is given a time of its
 * own, so that it is moved once and not asked about again and again; one whose destination is away
 * is deferred by its retry schedule.
 *
 * <p>Destinations are the names of next hops. Thread-safe; nothing is done under the lock but
 * counting.
 */
public final class TrafficControl {
  private static final int FORGET_LOOK_MAX = 100;
  // So many rounds of all workers: fewer and a short run of one domain would look like a whole
  // lane.
  private static final int WORKERS_TURNS = 4;
  private static final String AWAY =
      " was not tried this time: none of its hosts could be reached lately";
  private final Supplier<TrafficSettings> settings;
  private final Map<Lane, Integer> workers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Lane, LaneMix> lanes = new EnumMap<>(Lane.class);
  private final LinkedHashMap<String, Destination> destinations =
      new LinkedHashMap<>(256, 0.75f, true);

  /** With settings that never change. */
  public TrafficControl(TrafficSettings settings, Map<Lane, Integer> workers) {
    this(() -> settings, workers);
  }

  /**
   * @param settings as they are now; asked each time
   * @param workers how many mails of each lane are worked on at a time
   */
  public TrafficControl(Supplier<TrafficSettings> settings, Map<Lane, Integer> workers) {
    this.settings = settings;
    this.workers = new EnumMap<>(workers);
    workers.keySet().forEach(lane -> lanes.put(lane, new LaneMix()));
  }

  /**
   * Asks for a place, at once.
   *
   * @param wasPutOff whether the mail comes at a time it was given; it goes before newcomers
   */
  public Decision ask(String destination, Lane lane, boolean wasPutOff, Instant now) {
    lock.lock();
    try {
      Destination asked = destination(destination);
      return decide(asked, destination, place(asked, lane, wasPutOff, now), lane, now);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks for a place, and waits a moment for one where they come free so fast that moving the mail
   * would cost more. An interrupt ends the wait and stays set.
   */
  public Decision await(String destination, Lane lane, boolean wasPutOff, InstantSource clock) {
    lock.lock();
    try {
      Destination asked = destination(destination);
      lanes.get(lane).asked(asked);
      Optional<Permit> place = place(asked, lane, wasPutOff, clock.instant());
      Duration patience = patience(asked, lane, clock.instant());
      if (place.isEmpty() && !patience.isZero()) {
        place = awaitPlace(asked, lane, wasPutOff, clock, patience);
      }
      return decide(asked, destination, place, lane, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /** How a destination stands for mail of a lane; no place is taken, no time is promised. */
  public Occupancy look(String destination, Lane lane, Instant now) {
    lock.lock();
    try {
      Destination known = destinations.get(destination);
      return known == null ? Occupancy.UNKNOWN : known.occupancy(lane, workers.get(lane), now);
    } finally {
      lock.unlock();
    }
  }

  /** How many destinations are remembered. */
  public int size() {
    lock.lock();
    try {
      return destinations.size();
    } finally {
      lock.unlock();
    }
  }

  void released(Permit permit, Reach reach, Instant now) {
    lock.lock();
    try {
      if (permit.destination().leave(permit, reach, now)) {
        permit.destination().waiters().freed(permit.lane());
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Permit> place(Destination asked, Lane lane, boolean wasPutOff, Instant now) {
    if (asked.isAway(now) || !asked.hasPlace(lane, workers.get(lane), !wasPutOff, now)) {
      return Optional.empty();
    }
    Permit permit = new Permit(this, asked, lane, now);
    asked.enter(permit);
    return Optional.of(permit);
  }

  private Decision decide(
      Destination asked, String name, Optional<Permit> place, Lane lane, Instant now) {
    if (place.isPresent()) {
      return new Go(place.get());
    }
    return asked.isAway(now)
        ? new Away(SmtpReply.local(451, "4.4.1", name + AWAY))
        : new Later(asked.promise(lane, workers.get(lane), now));
  }

  /**
   * How long to wait for a place. Where the lane has held mail of a single destination only, the
   * worker would find no other mail to do: putting off one after the other would cost each two more
   * writes and help nobody.
   */
  private Duration patience(Destination asked, Lane lane, Instant now) {
    if (asked.isAway(now) || !asked.isQuick(now)) {
      return Duration.ZERO;
    }
    if (lanes.get(lane).sameInARow() > WORKERS_TURNS * workers.get(lane)) {
      return settings.get().slowAfter();
    }
    return asked.hasTurnSoon(lane, workers.get(lane), now)
        ? settings.get().patience()
        : Duration.ZERO;
  }

  private Optional<Permit> awaitPlace(
      Destination asked, Lane lane, boolean wasPutOff, InstantSource clock, Duration patience) {
    long nanos = patience.toNanos();
    Optional<Permit> place = Optional.empty();
    while (place.isEmpty() && nanos > 0 && !asked.isAway(clock.instant())) {
      nanos = asked.waiters().await(lane, nanos);
      place = place(asked, lane, wasPutOff, clock.instant());
    }
    return place;
  }

  private Destination destination(String name) {
    Destination known = destinations.get(name);
    if (known != null) {
      return known;
    }
    Destination made = new Destination(settings, new Waiters(lock));
    destinations.put(name, made);
    forgetOne();
    return made;
  }

  /** Those with an attempt under way are never forgotten; there are no more than workers. */
  private void forgetOne() {
    if (destinations.size() <= settings.get().destinationsMax()) {
      return;
    }
    Iterator<Destination> eldestFirst = destinations.values().iterator();
    for (int i = 0; i < FORGET_LOOK_MAX && eldestFirst.hasNext(); i++) {
      if (eldestFirst.next().isIdle()) {
        eldestFirst.remove();
        return;
      }
    }
  }
}
