package relay.ejb.delivery.worker;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.MailFacts;
import relay.domain.routing.Route;
import relay.domain.routing.StreamRoutes;

/**
 * The ways on of a mail. Routes, streams and brakes may be others when a split is repeated after a
 * crash, so who was in which part is written down with it.
 *
 * @param closed names of egress sources that the only way must not leave from; each of several ways
 *     is asked about anew
 */
record Passage(List<Route> routes, Set<String> closed) {

  Passage(List<Route> routes) {
    this(routes, Set.of());
  }

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

  /** What routes can tell a mail by; the header is read only when a route asks for it. */
  static MailFacts factsOf(QueuedMail mail) {
    return MailFacts.of(
        mail.owner(), mail.lane(), mail.envelope(), mail.content(), mail.entry().mail().text());
  }

  /** The ways that a recorded split took. */
  static Passage recorded(MailEvent split, QueuedMail mail, StreamRoutes ways) {
    List<Recipient> recipients = mail.envelope().recipients();
    MailFacts facts = factsOf(mail);
    if (!(split.details().get(EventField.PARTS) instanceof List<?> parts)) {
      // of an earlier version, by which the next hops alone decided
      return new Passage(ways.routes(facts, recipients));
    }
    List<Route> routes = new ArrayList<>(parts.size());
    for (Object part : parts) {
      List<Recipient> some = new ArrayList<>();
      for (String place : part.toString().split(",")) {
        some.add(recipients.get(Integer.parseInt(place)));
      }
      Route route = ways.routes(facts, some.subList(0, 1)).get(0);
      routes.add(new Route(route.hop(), route.others(), some));
    }
    return new Passage(routes);
  }

  /** Whether each part is one recipient's. */
  boolean isSingle() {
    return routes.stream().allMatch(route -> route.recipients().size() == 1);
  }

  /** The only way, when there is only one. */
  Optional<Route> only() {
    return routes.size() == 1 ? Optional.of(routes.get(0)) : Optional.empty();
  }
}
