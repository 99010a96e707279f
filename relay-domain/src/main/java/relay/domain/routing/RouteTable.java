package relay.domain.routing;

import java.util.Map;
import java.util.Optional;
import relay.domain.tenancy.Residency;

/**
 * Which recipient domain takes which route. Immutable.
 *
 * @param named by the name of the route
 * @param otherwise for all other domains and for address literals
 */
public record RouteTable(
    DomainMap<Destination> domains, Map<String, Destination> named, Destination otherwise) {

  /**
   * Where a route leads: to a fixed next hop, or, when it has none, to the mail exchangers of each
   * domain.
   *
   * @param residency in whose hands its mail is
   */
  public record Destination(Optional<NextHop> fixed, Residency residency) {
    static final Destination MAIL_EXCHANGERS = new Destination(Optional.empty(), Residency.OWN);
    static final Destination SANDBOX =
        new Destination(Optional.of(new NextHop.Sandbox()), Residency.OWN);
  }

  public RouteTable {
    named = Map.copyOf(named);
  }

  /** The domain itself wins over its closest parent with a star, which wins over the rest. */
  Destination of(String domain) {
    return domains.find(domain).orElse(otherwise);
  }

  /** Key of the setting by which a domain has its destination. */
  String settingFor(String domain) {
    Destination own = domains.find(domain).orElse(null);
    return named.entrySet().stream()
        .filter(route -> route.getValue() == own)
        .map(route -> RoutingSettings.DOMAINS.keyFor(route.getKey()))
        .findFirst()
        .orElse(RoutingSettings.DEFAULT.key());
  }
}
