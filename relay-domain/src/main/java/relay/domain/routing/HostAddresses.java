package relay.domain.routing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.LookupResult.Found;
import relay.domain.routing.LookupResult.TemporaryFailure;

/** The addresses of one host, in the order of the wanted family and then of the DNS. */
record HostAddresses(DomainLookup lookup, IpFamily family) {

  /**
   * @param problem why addresses may be missing that come back later
   */
  record Answer(List<InetAddress> addresses, Optional<String> problem) {}

  Answer of(DomainName host) {
    List<InetAddress> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (family == IpFamily.IPV6_FIRST) {
      add(lookup.ipv6(host), found, problems);
      add(lookup.ipv4(host), found, problems);
    } else {
      if (family.usesIpv4()) {
        add(lookup.ipv4(host), found, problems);
      }
      if (family.usesIpv6()) {
        add(lookup.ipv6(host), found, problems);
      }
    }
    return new Answer(found, problems.stream().findFirst());
  }

  /**
   * A host of a route may be an address, in brackets or, in a URL, IPv4 without, or this machine by
   * its reserved name.
   */
  Answer ofSmarthost(String host) {
    Optional<InetAddress> literal = BracketedAddress.parse(host).or(() -> IpLiteral.parse(host));
    if (literal.isPresent()) {
      return new Answer(List.of(literal.get()), Optional.empty());
    }
    // RFC 6761 6.3: localhost is the loopback address without asking the DNS.
    return host.equals("localhost")
        ? new Answer(IpLiteral.parse("127.0.0.1").stream().toList(), Optional.empty())
        : of(DomainName.of(host));
  }

  private static void add(
      LookupResult<? extends InetAddress> answer, List<InetAddress> found, List<String> problems) {
    if (answer instanceof Found<? extends InetAddress> f) {
      found.addAll(f.records());
    } else if (answer instanceof TemporaryFailure<? extends InetAddress> failure) {
      problems.add(failure.problem());
    }
  }
}
