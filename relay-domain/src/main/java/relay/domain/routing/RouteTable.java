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
    Destination found = exact.get(domain);
    if (found != null || below.isEmpty()) {
      return found == null ? otherwise : found;
    }
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      found = below.get(domain.substring(dot + 1));
      if (found != null) {
        return found;
      }
    }
    return otherwise;
  }
}
