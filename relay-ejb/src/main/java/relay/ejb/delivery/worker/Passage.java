package relay.ejb.delivery.worker;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Recipient;
import relay.domain.routing.NextHop;
import relay.domain.routing.Route;
import relay.domain.routing.Router;

/**
 * The ways on of a mail.
 *
 * @param byBrake whether brakes had a say in who goes with whom. A brake may be gone when a split
 *     is repeated after a crash, so who was in which part is then written down with the split
 */
record Passage(List<Route> routes, boolean byBrake) {

  /** For the journal: the places of each part's recipients in the mail. */
  List<String> parts(List<Recipient> recipients) {
    Map<Recipient, Integer> places = new IdentityHashMap<>();
    for (int i = 0; i < recipients.size(); i++) {
      places.put(recipients.get(i), i);
    }
    return routes.stream()
        .map(
            route ->
                route.recipients().stream()
                    .map(r -> String.valueOf(places.get(r)))
                    .collect(Collectors.joining(",")))
        .toList();
  }

  /** The ways that a recorded split took; by the router alone where it was written down so. */
  static Passage recorded(MailEvent split, List<Recipient> recipients, Router router) {
    if (!(split.details().get(EventField.PARTS) instanceof List<?> parts)) {
      return new Passage(router.routes(recipients), false);
    }
    List<Route> routes = new ArrayList<>(parts.size());
    for (Object part : parts) {
      List<Recipient> some = new ArrayList<>();
      for (String place : part.toString().split(",")) {
        some.add(recipients.get(Integer.parseInt(place)));
      }
      NextHop hop = router.hopOf(some.get(0).address());
      routes.add(new Route(hop, some));
    }
    return new Passage(routes, true);
  }

  /** The only way, when there is only one. */
  Optional<NextHop> only() {
    return routes.size() == 1 ? Optional.of(routes.get(0).hop()) : Optional.empty();
  }
}
