package relay.domain.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.routing.RouteTable.Destination;

/**
 * Decides the next hop of each recipient from the operator's routes. Asks at each attempt anew, so
 * that waiting mail obeys changed routes. Thread-safe.
 */
public final class Router {
  private final Supplier<RoutingSettings> settings;

  /** Over settings that never change. */
  public Router(RoutingSettings settings) {
    this(() -> settings);
  }

  /**
   * @param settings as they are now, asked at each look-up
   */
  public Router(Supplier<RoutingSettings> settings) {
    this.settings = settings;
  }

  private RouteTable table() {
    return settings.get().table();
  }

  /** The next hop of one address. */
  public NextHop hopOf(EmailAddress address) {
    String domain = domainOf(address);
    return hop(table().of(domain), domain);
  }

  /** Key of the setting that decides the next hop of this address. */
  public String settingFor(EmailAddress address) {
    return table().settingFor(domainOf(address));
  }

  /** Whether there is a route of this name: one of the settings, {@code mx} or {@code sandbox}. */
  public boolean knows(String route) {
    return table().named().containsKey(route);
  }

  /** The same as {@link #routes(List)} by the route of this name; by the usual ones without it. */
  public List<Route> routes(List<Recipient> recipients, String route) {
    Destination destination = table().named().get(route);
    if (destination == null) {
      return routes(recipients);
    }
    return grouped(recipients, r -> hop(destination, domainOf(r.address())));
  }

  private static NextHop hop(Destination destination, String domain) {
    return destination.fixed().orElseGet(() -> new NextHop.MailExchangers(domain));
  }

  private static String domainOf(EmailAddress address) {
    return address.domainName().map(DomainName::ascii).orElse(address.domain());
  }

  /** One route for each next hop, in the order of the recipients; each recipient is in one. */
  public List<Route> routes(List<Recipient> recipients) {
    if (recipients.size() == 1) {
      return List.of(new Route(hopOf(recipients.get(0).address()), recipients));
    }
    return grouped(recipients, r -> hopOf(r.address()));
  }

  private static List<Route> grouped(
      List<Recipient> recipients, Function<Recipient, NextHop> hopOf) {
    Map<NextHop, List<Recipient>> byHop = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      byHop.computeIfAbsent(hopOf.apply(recipient), h -> new ArrayList<>()).add(recipient);
    }
    return byHop.entrySet().stream().map(e -> new Route(e.getKey(), e.getValue())).toList();
  }
}
