package relay.domain.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.routing.RouteTable.Destination;

/**
 * Decides the next hop of each recipient from the operator's routes. Asks at each attempt anew, so
 * that waiting mail obeys changed routes. Immutable.
 */
public final class Router {
  private final RouteTable table;

  public Router(RoutingSettings settings) {
    this.table = settings.table();
  }

  /** The next hop of one address. */
  public NextHop hopOf(EmailAddress address) {
    String domain = address.domainName().map(DomainName::ascii).orElse(address.domain());
    Destination destination = table.of(domain);
    return destination.fixed().orElseGet(() -> new NextHop.MailExchangers(domain));
  }

  /** One route for each next hop, in the order of the recipients; each recipient is in one. */
  public List<Route> routes(List<Recipient> recipients) {
    if (recipients.size() == 1) {
      return List.of(new Route(hopOf(recipients.get(0).address()), recipients));
    }
    Map<NextHop, List<Recipient>> byHop = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      byHop.computeIfAbsent(hopOf(recipient.address()), h -> new ArrayList<>()).add(recipient);
    }
    return byHop.entrySet().stream().map(e -> new Route(e.getKey(), e.getValue())).toList();
  }
}
