package relay.ejb.brake;

import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeScope;
import relay.domain.brake.BrakeSelector;
import relay.domain.brake.BrakeSettings;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.control.ControlUnavailable;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;

/**
 * Sets and lifts brakes: in the database for all nodes, or on this node alone while that cannot be
 * used. Thread-safe.
 */
final class NodeBrakeDesk implements BrakeDesk {
  private static final Logger LOG = System.getLogger(NodeBrakeDesk.class.getName());
  private static final int ENDED_MOST = 10_000;
  private static final int FORGOTTEN_AT_ONCE = 200;
  private final NodeBrakes brakes;
  private final BrakeRecord record;
  private final QueueSearch search;
  private final QueueGauge gauge;
  private final Supplier<BrakeSettings> settings;
  private final Function<String, List<BrakeScope>> leavingFrom;
  private final InstantSource clock;
  private final RandomGenerator random;

  NodeBrakeDesk(
      NodeBrakes brakes,
      BrakeRecord record,
      QueueSearch search,
      QueueGauge gauge,
      Supplier<BrakeSettings> settings,
      Function<String, List<BrakeScope>> leavingFrom,
      InstantSource clock,
      RandomGenerator random) {
    this.brakes = brakes;
    this.record = record;
    this.search = search;
    this.gauge = gauge;
    this.settings = settings;
    this.leavingFrom = leavingFrom;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Brake set(BrakeOrder order, Actor by) {
    if (brakes.current().brakes().size() >= settings.get().most()) {
      throw new BrakesUnavailable(
          "there are " + settings.get().most() + " brakes in force; lift some (setting brake.most)",
          null);
    }
    Brake brake = keep(brakeOf(order, by.name()), by);
    LOG.log(
        Logger.Level.INFO,
        brake.sentence() + " (" + brake.scope() + ", until " + brake.until() + ")");
    forgetOld(by);
    return brake;
  }

  private Brake keep(Brake brake, Actor by) {
    try {
      return record.put(brake, by);
    } catch (ControlUnavailable e) {
      // An emergency does not wait for a database.
      LOG.log(
          Logger.Level.WARNING,
          "brake " + brake.id() + " is known to this node alone for now: " + e.getMessage());
      brakes.keep(brake, by);
      return brake;
    }
  }

  /** The record of what ended is bounded in time and number. */
  private void forgetOld(Actor by) {
    Instant oldest = clock.instant().minus(settings.get().history());
    List<Brake> ended = brakes.list(true);
    List<Brake> old =
        Stream.concat(
                ended.stream().limit(ENDED_MOST).filter(b -> b.endsAt().isBefore(oldest)),
                ended.stream().skip(ENDED_MOST))
            .filter(b -> b.version() > 0)
            .limit(FORGOTTEN_AT_ONCE)
            .toList();
    try {
      if (!old.isEmpty()) {
        record.forget(old, new Actor("system", by.origin()));
      }
    } catch (ControlUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "old brakes are forgotten another time", e);
    }
  }

  @Override
  public Preview preview(BrakeOrder order, String author) {
    Brake brake = brakeOf(order, author);
    String selector = BrakeSelector.of(brake, clock.instant(), leavingFrom);
    long found = 0;
    for (String queue : QueueNames.ofMail()) {
      if (gauge.isEmpty(queue)) {
        continue;
      }
      OptionalLong some = search.count(queue, selector);
      if (some.isEmpty()) {
        return new Preview(brake, 0, false);
      }
      found += some.getAsLong();
    }
    return new Preview(brake, found, true);
  }

  private Brake brakeOf(BrakeOrder order, String author) {
    Instant now = clock.instant();
    // Sorts by time, and is short enough to be read out on the telephone.
    String id = "b" + QueueId.next(now, random).text().substring(0, 13);
    return order.brake(id, author, now, settings.get());
  }

  @Override
  public List<Brake> list(boolean ended) {
    return brakes.list(ended);
  }

  @Override
  public Optional<Brake> find(String id) {
    return brakes.find(id);
  }

  @Override
  public Optional<Brake> lift(String id, Actor by) {
    Optional<Brake> active = newest(id).filter(brake -> brake.isActiveAt(clock.instant()));
    if (active.isEmpty()) {
      return active;
    }
    Brake lifted = keep(active.get().lift(clock.instant(), by.name()), by);
    LOG.log(Logger.Level.INFO, lifted.sentence() + " was lifted by " + by.name());
    return Optional.of(lifted);
  }

  private Optional<Brake> newest(String id) {
    try {
      return record.find(id).or(() -> brakes.find(id));
    } catch (ControlUnavailable e) {
      return brakes.find(id);
    }
  }

  @Override
  public boolean isOnlyHere(Brake brake) {
    return brakes.isOwn(brake.id());
  }

  @Override
  public long waiting() {
    long sum = 0;
    for (Lane lane : Lane.values()) {
      sum += gauge.depth(QueueNames.held(lane)).orElse(0);
    }
    return sum;
  }
}
