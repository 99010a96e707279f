package relay.ejb.brake;

import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeSelector;
import relay.domain.brake.BrakeSettings;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.WaitingRooms;

/** Sets and lifts brakes on this node. Thread-safe. */
final class NodeBrakeDesk implements BrakeDesk {
  private static final Logger LOG = System.getLogger(NodeBrakeDesk.class.getName());
  private final NodeBrakes brakes;
  private final QueueSearch search;
  private final QueueGauge gauge;
  private final Supplier<BrakeSettings> settings;
  private final InstantSource clock;
  private final RandomGenerator random;

  NodeBrakeDesk(
      NodeBrakes brakes,
      QueueSearch search,
      QueueGauge gauge,
      Supplier<BrakeSettings> settings,
      InstantSource clock,
      RandomGenerator random) {
    this.brakes = brakes;
    this.search = search;
    this.gauge = gauge;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Brake set(BrakeOrder order, String author) {
    Brake brake = brakeOf(order, author);
    brakes.add(brake);
    LOG.log(
        Logger.Level.INFO,
        brake.sentence() + " (" + brake.scope() + ", until " + brake.until() + ")");
    return brake;
  }

  @Override
  public Preview preview(BrakeOrder order, String author) {
    Brake brake = brakeOf(order, author);
    String selector = BrakeSelector.of(brake, clock.instant());
    long found = 0;
    for (String queue : queues()) {
      if (gauge.depth(queue).orElse(1) == 0) {
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

  private static List<String> queues() {
    List<String> queues = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      queues.add(QueueNames.of(lane));
      queues.add(QueueNames.held(lane));
      queues.add(QueueNames.called(lane));
      WaitingRooms.delaysSeconds().forEach(s -> queues.add(QueueNames.room(lane, s)));
    }
    return queues;
  }

  private Brake brakeOf(BrakeOrder order, String author) {
    Instant now = clock.instant();
    // Sorts by time, and is short enough to be read out on the telephone.
    String id = "b" + QueueId.next(now, random).text().substring(0, 13);
    return order.brake(id, author, now, settings.get());
  }

  @Override
  public List<Brake> list(boolean ended, int most) {
    return brakes.list(ended, most);
  }

  @Override
  public Optional<Brake> find(String id) {
    return brakes.find(id);
  }

  @Override
  public Optional<Brake> lift(String id, String author) {
    Optional<Brake> lifted = brakes.lift(id, author);
    lifted.ifPresent(b -> LOG.log(Logger.Level.INFO, b.sentence() + " was lifted by " + author));
    return lifted;
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
