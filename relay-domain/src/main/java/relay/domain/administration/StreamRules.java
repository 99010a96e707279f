package relay.domain.administration;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.mail.Lane;
import relay.domain.tenancy.Stream;

/** Streams: every tenant has one for each lane without making it. */
final class StreamRules implements KindRules {
  private static final String ROUTE = "route";
  private final Predicate<String> routes;

  /**
   * @param routes whether there is a route of a name
   */
  StreamRules(Predicate<String> routes) {
    this.routes = routes;
  }

  /**
   * A name that leads nowhere is refused. One that did lead somewhere when it was set stays: the
   * mail goes by the routes of its domains, and the rest of the stream can still be changed.
   */
  @Override
  public Draft complete(JsonObject fields, Optional<JsonObject> before) {
    String route = fields.getString(ROUTE, "");
    String known = before.map(b -> b.getString(ROUTE, "")).orElse("");
    if (!route.isEmpty() && !route.equals(known) && !routes.test(route)) {
      throw new InvalidField(ROUTE, "must be mx, sandbox or the name of a route");
    }
    return Draft.of(fields);
  }

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
