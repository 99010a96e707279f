package relay.domain.routing;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Some domains, and below some domains. Immutable; a look-up is a few hash look-ups.
 *
 * @param patterns as written: a domain, or {@code *.} and a domain for its subdomains
 */
record DomainSet(Set<String> patterns, DomainMap<Boolean> map) {

  /** Of patterns in canonical form. */
  static DomainSet of(Collection<String> patterns) {
    Map<String, Boolean> exact = new HashMap<>();
    Map<String, Boolean> below = new HashMap<>();
    for (String pattern : patterns) {
      if (pattern.startsWith("*.")) {
        below.put(pattern.substring(2), Boolean.TRUE);
      } else {
        exact.put(pattern, Boolean.TRUE);
      }
    }
    return new DomainSet(new LinkedHashSet<>(patterns), new DomainMap<>(exact, below));
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  boolean contains(String domain) {
    return map.find(domain).isPresent();
  }
}
