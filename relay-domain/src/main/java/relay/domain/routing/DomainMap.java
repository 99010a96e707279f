package relay.domain.routing;

import java.util.Map;
import java.util.Optional;

/**
 * What the operator says about domains. Immutable.
 *
 * @param exact by domain in canonical form
 * @param below by the domain whose subdomains, of any depth, are meant; not the domain itself
 */
public record DomainMap<T>(Map<String, T> exact, Map<String, T> below) {
  public DomainMap {
    exact = Map.copyOf(exact);
    below = Map.copyOf(below);
  }

  /** The domain itself wins over its closest parent with a star. */
  public Optional<T> find(String domain) {
    T found = exact.get(domain);
    if (found != null || below.isEmpty()) {
      return Optional.ofNullable(found);
    }
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      found = below.get(domain.substring(dot + 1));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
