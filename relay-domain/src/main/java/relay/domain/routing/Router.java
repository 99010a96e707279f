package relay.domain.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.routing.RouteTable.Destination;
import relay.domain.tenancy.Residency;

/**
 * Decides the next hop of each recipient from the operator's routes. Asks at each attempt anew, so
 * that waiting mail obeys changed routes. Thread-safe.
 */
public final class Router {
  /** The setting that makes a domain built in; the practice ground has the only ones. */
  static final String BUILT_IN_BY = "simulator.domain";

  private final Supplier<RoutingSettings> settings;
  private final BuiltInDomains builtIn;

  /** Over settings that never change. */
  public Router(RoutingSettings settings) {
    this(() -> settings);
  }

  /**
   * @param settings as they are now, asked at each look-up
   */
  public Router(Supplier<RoutingSettings> settings) {
    this(settings, BuiltInDomains.NONE);
  }

  /**
   * @param builtIn go before all routes
   */
  public Router(Supplier<RoutingSettings> settings, BuiltInDomains builtIn) {
    this.settings = settings;
    this.builtIn = builtIn;
  }

  private RouteTable table() {
    return settings.get().table();
  }

  /** The next hop of one address. */
  public NextHop hopOf(EmailAddress address) {
    Optional<NextHop> own = builtIn.hopOf(address);
    if (own.isPresent()) {
      return own.get();
    }
    String domain = domainOf(address);
    return hop(table().of(domain), domain);
  }

  /** Whether no route is asked about this address. */
  boolean isBuiltIn(EmailAddress address) {
    return builtIn.hopOf(address).isPresent();
  }

  /** Key of the setting that decides the next hop of this address. */
  public String settingFor(EmailAddress address) {
    return isBuiltIn(address) ? BUILT_IN_BY : table().settingFor(domainOf(address));
  }

  /** The next hop of one address by the route of this name, which must be known. */
  NextHop hopOf(EmailAddress address, String route) {
    return builtIn
        .hopOf(address)
        .orElseGet(() -> hop(table().named().get(route), domainOf(address)));
  }

  /** In whose hands the mail is that goes there by a route of the settings. */
  Residency residencyOf(NextHop hop) {
    Destination destination = table().named().get(hop.name());
    return hop instanceof NextHop.Smarthosts && destination != null
        ? destination.residency()
        : Residency.OWN;
  }

  /** Whether there is a route of this name: one of the settings, {@code mx} or {@code sandbox}. */
  public boolean knows(String route) {
    return table().named().containsKey(route);
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
    Map<NextHop, List<Recipient>> byHop = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      byHop.computeIfAbsent(hopOf(recipient.address()), h -> new ArrayList<>()).add(recipient);
    }
    return byHop.entrySet().stream().map(e -> new Route(e.getKey(), e.getValue())).toList();
  }
}
