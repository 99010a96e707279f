package relay.domain.traffic;

import java.time.Instant;
import relay.domain.mail.Lane;

/** One place at a destination, held during one attempt. Giving it back twice does nothing. */
public final class Permit {
  private final TrafficControl control;
  private final Destination destination;
  private final Lane lane;
  private final Instant since;

  Permit(TrafficControl control, Destination destination, Lane lane, Instant since) {
    this.control = control;
    this.destination = destination;
    this.lane = lane;
    this.since = since;
  }

  /** Gives the place back and tells what was learned. */
  public void release(Reach reach, Instant now) {
    control.released(this, reach, now);
  }

  Destination destination() {
    return destination;
  }

  Lane lane() {
    return lane;
  }

  Instant since() {
    return since;
  }
}
