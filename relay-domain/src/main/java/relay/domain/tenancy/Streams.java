package relay.domain.tenancy;

import java.util.Optional;
import relay.domain.control.ControlState;
import relay.domain.control.Refusal;
import relay.domain.mail.Lane;

/** Which streams there are. */
final class Streams {
  private Streams() {}

  /** Every tenant has one for each lane without making it. */
  static Optional<Lane> laneNamed(String name) {
    return Lane.labelled(name);
  }

  static Optional<Refusal> exists(ControlState state, String tenant, String stream) {
    return laneNamed(stream).isPresent() || state.find(Stream.key(tenant, stream)).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refusal.Conflict(
                "tenant " + tenant + " has no stream " + stream + "; make the stream first"));
  }
}
