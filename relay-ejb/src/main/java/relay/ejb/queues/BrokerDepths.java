package relay.ejb.queues;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueDepths;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.WaitingRooms;

/** Depths as the broker counts them; 0 for what it does not tell. Thread-safe. */
public final class BrokerDepths implements QueueDepths {
  private final QueueGauge gauge;
  private final Supplier<Optional<Instant>> nextDue;

  public BrokerDepths(QueueGauge gauge, Supplier<Optional<Instant>> nextDue) {
    this.gauge = gauge;
    this.nextDue = nextDue;
  }

  @Override
  public long inLane(Lane lane) {
    return gauge.depth(QueueNames.of(lane)).orElse(0);
  }

  @Override
  public long waiting() {
    long sum = 0;
    for (Lane lane : Lane.values()) {
      for (int seconds : WaitingRooms.delaysSeconds()) {
        sum += gauge.depth(QueueNames.room(lane, seconds)).orElse(0);
      }
      sum += gauge.depth(QueueNames.called(lane)).orElse(0);
      sum += gauge.depth(QueueNames.held(lane)).orElse(0);
    }
    return sum;
  }

  @Override
  public Optional<Instant> nextDue() {
    return nextDue.get();
  }

  @Override
  public long dead() {
    return gauge.depth(QueueNames.DEAD_LETTER).orElse(0);
  }
}
