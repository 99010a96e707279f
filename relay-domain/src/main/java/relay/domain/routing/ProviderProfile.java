package relay.domain.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.spend.Price;
import relay.domain.tenancy.Residency;

/**
 * What is known in public of a service that passes mail on. Each value holds for a target that
 * names the profile, until the target says otherwise.
 *
 * @param id in targets
 * @param sites where the service takes mail, by a word for the place; the first is usual
 * @param needsSite whether no site is usual, for the account belongs to one
 * @param user what the service wants as name; empty: a name of its own for each customer
 * @param limits as {@code traffic.provider.ID.limits} has them
 * @param dailyQuota recipients; 0: depends on the plan
 * @param price of its smallest plan with a price for each mail; empty: depends on the plan
 * @param currency of that price; empty text without one
 * @param facts what these values rest on, for people
 */
public record ProviderProfile(
    String id,
    String title,
    Map<String, Site> sites,
    boolean needsSite,
    RouteTls tls,
    AuthKind auth,
    String user,
    String limits,
    long dailyQuota,
    Optional<Price> price,
    String currency,
    String facts) {

  /**
   * A place where a service takes mail.
   *
   * @param hosts each with its port, in the order of trying
   */
  public record Site(List<String> hosts, Residency residency) {
    public Site {
      hosts = List.copyOf(hosts);
    }
  }

  /** The site that a target means; empty: it names none, and none is usual. */
  Optional<Site> site(Optional<String> named) {
    if (named.isPresent()) {
      return Optional.ofNullable(sites.get(named.get()));
    }
    return needsSite ? Optional.empty() : sites.values().stream().findFirst();
  }
}
