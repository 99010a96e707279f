package relay.domain.routing;

import java.util.Map;
import java.util.Optional;

/**
 * Which recipient domain takes which route. Immutable.
 *
 * @param exact by domain in canonical form
 * @param below by the domain whose subdomains, of any depth, are meant; not the domain itself
 * @param named by the name of the route
 * @param otherwise for all other domains and for address literals
 */
public record RouteTable(
    Map<String, Destination> exact,
    Map<String, Destination> below,
    Map<String, Destination> named,
    Destination otherwise) {

  /**
   * Where a route leads: to a fixed next hop, or, when it has none, to the mail exchangers of each
   * domain.
   */
  public record Destination(Optional<NextHop> fixed) {
    static final Destination MAIL_EXCHANGERS = new Destination(Optional.empty());
    static final Destination SANDBOX = new Destination(Optional.of(new NextHop.Sandbox()));
  }

  public RouteTable {
    exact = Map.copyOf(exact);
    below = Map.copyOf(below);
    named = Map.copyOf(named);
  }

  /** The domain itself wins over its closest parent with a star, which wins over the rest. */
  Destination of(String domain) {
    Destination own = own(domain);
    return own == null ? otherwise : own;
  }

  /** Key of the setting by which a domain has its destination. */
  String settingFor(String domain) {
    Destination own = own(domain);
    return named.entrySet().stream()
        .filter(route -> route.getValue() == own)
        .map(route -> RoutingSettings.DOMAINS.keyFor(route.getKey()))
        .findFirst()
        .orElse(RoutingSettings.DEFAULT.key());
  }

  /** Null when the domain has none of its own. */
  private Destination own(String domain) {
    Destination found = exact.get(domain);
    if (found != null || below.isEmpty()) {
      return found;
    }
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      found = below.get(domain.substring(dot + 1));
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
