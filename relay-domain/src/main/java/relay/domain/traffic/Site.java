package relay.domain.traffic;

import java.util.List;
import java.util.Optional;

/**
 * The servers behind a next hop, however many domains they serve.
 *
 * @param name one for all next hops with the same servers
 * @param hosts names of the servers
 * @param provider whose all of them are
 */
public record Site(String name, List<String> hosts, Optional<Provider> provider) {
  public Site {
    hosts = List.copyOf(hosts);
  }

  /** The name of its flow, where no domain has one of its own. */
  String flowName() {
    return provider
        .filter(Provider::isOne)
        .map(p -> "provider:" + p.id())
        .orElseGet(() -> "site:" + name);
  }
}
