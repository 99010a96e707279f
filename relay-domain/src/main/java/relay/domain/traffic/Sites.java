package relay.domain.traffic;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.mail.DomainName;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.LookupResult;
import relay.domain.routing.LookupResult.Found;
import relay.domain.routing.LookupResult.TemporaryFailure;
import relay.domain.routing.MailExchanger;
import relay.domain.routing.NextHop;
import relay.domain.routing.Smarthost;

/**
 * Remembers which site each next hop belongs to. A site that is not known is found by the question
 * that the attempt asks anyway, so it costs none of its own. Thread-safe; the DNS is never asked
 * under its lock.
 */
public final class Sites {
  private final DomainLookup lookup;
  private final Supplier<TrafficSettings> settings;
  private final InstantSource clock;
  private final Map<String, Known> known = new LinkedHashMap<>(256, 0.75f, true);

  private record Known(NextHop hop, Site site, FlowRules rules, Instant until) {}

  public Sites(DomainLookup lookup, Supplier<TrafficSettings> settings, InstantSource clock) {
    this.lookup = lookup;
    this.settings = settings;
    this.clock = clock;
  }

  /** The site, where it is remembered. Asks nobody. */
  public Optional<Site> known(NextHop hop) {
    FlowRules rules = settings.get().flows();
    synchronized (known) {
      Known found = known.get(hop.name());
      boolean holds =
          found != null
              && found.rules() == rules
              && !clock.instant().isAfter(found.until())
              && found.hop().equals(hop);
      return holds ? Optional.of(found.site()) : Optional.empty();
    }
  }

  /** The site; asks the DNS where it is not remembered. A domain without answer is its own. */
  public Site find(NextHop hop) {
    return known(hop).orElseGet(() -> ask(hop));
  }

  private Site ask(NextHop hop) {
    FlowRules rules = settings.get().flows();
    if (hop instanceof NextHop.MailExchangers exchangers && !exchangers.domain().startsWith("[")) {
      LookupResult<MailExchanger> answer =
          lookup.mailExchangers(DomainName.of(exchangers.domain()));
      return answer instanceof TemporaryFailure
          ? rules.site(List.of(hop.name()))
          : keep(hop, rules.site(hosts(hop, answer)), rules);
    }
    // The operator's own hosts, and addresses, are nobody else's whatever their names.
    return keep(hop, new Site(hop.name(), hostsOf(hop), rules.service(hop)), rules);
  }

  private static List<String> hostsOf(NextHop hop) {
    if (hop instanceof NextHop.Smarthosts route) {
      return route.hosts().stream().map(Smarthost::host).toList();
    }
    if (hop instanceof NextHop.Simulator ground) {
      return List.of(ground.name());
    }
    return hop instanceof NextHop.LmtpServers route
        ? route.hosts().stream().map(Smarthost::host).toList()
        : List.of(hop.name());
  }

  private static List<String> hosts(NextHop hop, LookupResult<MailExchanger> answer) {
    if (answer instanceof Found<MailExchanger> found) {
      List<String> names =
          found.records().stream().map(MailExchanger::host).filter(h -> !h.isEmpty()).toList();
      return names.isEmpty() ? List.of(hop.name()) : names;
    }
    // RFC 5321 5.1: without any MX record the domain is its own mail exchanger.
    return List.of(hop.name());
  }

  private Site keep(NextHop hop, Site site, FlowRules rules) {
    Instant until = clock.instant().plus(settings.get().siteMemory());
    synchronized (known) {
      known.put(hop.name(), new Known(hop, site, rules, until));
      if (known.size() > settings.get().destinationsMax()) {
        var eldest = known.keySet().iterator();
        eldest.next();
        eldest.remove();
      }
    }
    return site;
  }

  /** How many next hops are remembered. */
  public int size() {
    synchronized (known) {
      return known.size();
    }
  }
}
