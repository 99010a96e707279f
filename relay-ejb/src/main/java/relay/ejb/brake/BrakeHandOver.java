package relay.ejb.brake;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.control.ControlUnavailable;

/**
 * Brings into the database what this node alone knows of brakes, so that all nodes obey it. A crash
 * in between does no harm: what is there already is not changed again. Run by one thread at a time.
 */
final class BrakeHandOver {
  private static final Logger LOG = System.getLogger(BrakeHandOver.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int BRAKES_AT_ONCE = 100;
  private final NodeBrakes brakes;
  private final BrakeRecord record;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;

  BrakeHandOver(NodeBrakes brakes, BrakeRecord record, InstantSource clock) {
    this.brakes = brakes;
    this.record = record;
    this.clock = clock;
  }

  /** Some of what is to be handed over; nearly nothing when nothing is. */
  void run() {
    List<OwnBrake> own = brakes.own();
    if (own.isEmpty() || clock.instant().isBefore(notBefore)) {
      return;
    }
    List<OwnBrake> done = new ArrayList<>();
    try {
      for (OwnBrake each : own.subList(0, Math.min(BRAKES_AT_ONCE, own.size()))) {
        record.put(each.brake(), each.by());
        done.add(each);
      }
    } catch (ControlUnavailable | BrakesUnavailable e) {
      notBefore = clock.instant().plus(PAUSE);
      LOG.log(Logger.Level.DEBUG, "brakes stay with this node for now", e);
    }
    if (!done.isEmpty()) {
      brakes.handedOver(done);
      LOG.log(Logger.Level.INFO, done.size() + " brakes of this node are those of all nodes now");
    }
  }
}
