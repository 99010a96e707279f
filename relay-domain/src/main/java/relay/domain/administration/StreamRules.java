package relay.domain.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.mail.Lane;
import relay.domain.tenancy.Stream;

/** Streams: every tenant has one for each lane without making it. */
final class StreamRules implements KindRules {
  @Override
  public Set<String> filters() {
    return Set.of("lane");
  }

  @Override
  public List<ControlObject> implied(ControlState state, String tenant) {
    List<ControlObject> streams = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      Stream stream = Stream.of(tenant, lane);
      if (state.find(stream.key()).isEmpty()) {
        streams.add(stream);
      }
    }
    return streams;
  }
}
