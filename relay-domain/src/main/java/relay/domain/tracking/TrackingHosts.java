package relay.domain.tracking;

import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.LookupResult;
import relay.domain.tenancy.Tenant;

/**
 * Whether the names that tenants have for tracked links lead to this relay: each must be an alias
 * of the name in {@code tracking.public-url}, or have addresses that it has, too, and no others.
 * What was found is kept in memory; while nothing is known of a name, it does not count as leading
 * here, for a broken link is worse than one that is not counted. Thread-safe.
 */
public final class TrackingHosts {
  private final DomainLookup dns;
  private final Supplier<List<Tenant>> tenants;
  private final Supplier<Optional<URI>> publicUrl;
  private final InstantSource clock;
  private final Map<DomainName, Sight> sights = new ConcurrentHashMap<>();

  /**
   * What the DNS said.
   *
   * @param isGood whether links of that name work
   * @param at when it was asked
   * @param found what was found, or why that is wrong, in words for an operator
   */
  public record Sight(boolean isGood, Instant at, String found) {}

  /** Addresses of a name; empty set and a problem where the DNS gave no answer. */
  private record Addresses(Set<InetAddress> all, Optional<String> problem) {}

  public TrackingHosts(
      DomainLookup dns,
      Supplier<List<Tenant>> tenants,
      Supplier<Optional<URI>> publicUrl,
      InstantSource clock) {
    this.dns = dns;
    this.tenants = tenants;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** Looks at the names of all tenants, and forgets those that none has any more. */
  public void look() {
    Set<DomainName> names = new HashSet<>();
    for (Tenant tenant : tenants.get()) {
      tenant.trackingDomain().ifPresent(names::add);
    }
    sights.keySet().retainAll(names);
    names.forEach(this::look);
  }

  /** Looks at one name now. An answer that does not come changes nothing of what was known. */
  public Sight look(DomainName name) {
    Optional<URI> url = publicUrl.get();
    Instant now = clock.instant();
    if (url.isEmpty()) {
      return keep(name, new Sight(false, now, "tracking.public-url is not set"));
    }
    String host = url.get().getHost();
    Addresses found = addresses(name);
    if (found.problem().isPresent()) {
      return unanswered(name, found.problem().get());
    }
    if (found.all().isEmpty()) {
      return keep(name, new Sight(false, now, "no address; make it a CNAME of " + host));
    }
    if (isAlias(name, host)) {
      return keep(name, new Sight(true, now, "CNAME " + host));
    }
    Addresses ours = addresses(host);
    if (ours.problem().isPresent()) {
      return unanswered(name, ours.problem().get());
    }
    boolean isGood = ours.all().containsAll(found.all());
    String list = String.join(", ", texts(found.all()));
    return keep(
        name,
        new Sight(
            isGood,
            now,
            isGood ? list : "leads to " + list + ", not to " + host + "; make it a CNAME of that"));
  }

  private Sight keep(DomainName name, Sight sight) {
    sights.put(name, sight);
    return sight;
  }

  private Sight unanswered(DomainName name, String problem) {
    return sights.computeIfAbsent(
        name, n -> new Sight(false, clock.instant(), "no answer from the DNS: " + problem));
  }

  private boolean isAlias(DomainName name, String host) {
    return dns.alias(name) instanceof LookupResult.Found<DomainName> alias
        && alias.records().get(0).ascii().equalsIgnoreCase(host);
  }

  private Addresses addresses(String host) {
    Optional<InetAddress> literal = IpLiteral.parse(host.replaceAll("[\\[\\]]", ""));
    if (literal.isPresent()) {
      return new Addresses(Set.of(literal.get()), Optional.empty());
    }
    try {
      return addresses(DomainName.of(host));
    } catch (InvalidAddress e) {
      return new Addresses(Set.of(), Optional.of(host + " is no domain name"));
    }
  }

  private Addresses addresses(DomainName name) {
    Set<InetAddress> all = new HashSet<>();
    Optional<String> problem = add(all, dns.ipv4(name)).or(() -> add(all, dns.ipv6(name)));
    return new Addresses(all, problem);
  }

  private static <T extends InetAddress> Optional<String> add(
      Set<InetAddress> all, LookupResult<T> answer) {
    if (answer instanceof LookupResult.Found<T> found) {
      all.addAll(found.records());
    }
    return answer instanceof LookupResult.TemporaryFailure<T> failure
        ? Optional.of(failure.problem())
        : Optional.empty();
  }

  private static List<String> texts(Set<InetAddress> addresses) {
    List<String> texts = new ArrayList<>();
    addresses.forEach(address -> texts.add(address.getHostAddress()));
    texts.sort(null);
    return texts;
  }

  /** What is known of a name; asks nobody. */
  public Optional<Sight> sight(DomainName name) {
    return Optional.ofNullable(sights.get(name));
  }

  /**
   * What tracked addresses of a tenant begin with, a slash at the end; empty when its links stay as
   * they are. Asks nobody.
   */
  public Optional<String> base(Optional<Tenant> tenant) {
    Optional<URI> url = publicUrl.get();
    Optional<DomainName> own = tenant.flatMap(Tenant::trackingDomain);
    if (url.isEmpty() || own.isEmpty()) {
      return url.map(URI::toString);
    }
    return sight(own.get()).filter(Sight::isGood).map(s -> "https://" + own.get().ascii() + "/");
  }
}
