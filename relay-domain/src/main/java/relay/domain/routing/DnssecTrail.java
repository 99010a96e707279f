package relay.domain.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.mail.DomainName;

/**
 * What DNSSEC says to each answer on the way to the hosts of a domain, in the order in which DANE
 * asks (RFC 7672 2.2), up to the first that is not secure: no question is asked behind it.
 * Thread-safe when its port is.
 */
public record DnssecTrail(DnssecWitness witness) {

  /**
   * One answer.
   *
   * @param about such as {@code MX of example.org}
   */
  public record Step(String about, AnswerSecurity security) {}

  /**
   * The trail of one domain.
   *
   * @param hosts those that were found, each address of them
   */
  public List<Step> of(DomainName domain, List<HostAddress> hosts) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("MX of " + domain, witness.mailExchangers(domain)));
    Map<String, HostAddress> each = new LinkedHashMap<>();
    hosts.stream()
        .filter(h -> h.nameProven() && !h.host().startsWith("["))
        .forEach(h -> each.putIfAbsent(h.host(), h));
    for (HostAddress host : each.values()) {
      DomainName name = DomainName.of(host.host());
      AnswerSecurity addresses = witness.addresses(name);
      steps.add(new Step("addresses of " + name, addresses));
      if (addresses.isSecure()) {
        steps.add(
            new Step(
                "TLSA of port " + host.port() + " of " + name, witness.tlsa(name, host.port())));
      }
    }
    return steps;
  }
}
