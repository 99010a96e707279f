package relay.ejb.routing;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Type;
import relay.domain.mail.DomainName;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.DnssecWitness;

/** Tells what DNSSEC says to the answers that the look-up of the mail path gives. Thread-safe. */
final class DnsWitness implements DnssecWitness {
  private final DnsDomainLookup dns;

  DnsWitness(DnsDomainLookup dns) {
    this.dns = dns;
  }

  @Override
  public AnswerSecurity mailExchangers(DomainName domain) {
    return of(domain.ascii(), Type.MX);
  }

  @Override
  public AnswerSecurity addresses(DomainName host) {
    List<DnsAnswer> both =
        List.of(Type.A, Type.AAAA).stream()
            .flatMap(type -> dns.judged(host.ascii(), type).stream())
            .toList();
    List<AnswerSecurity> found =
        both.stream().filter(DnsAnswer.Records.class::isInstance).map(DnsAnswer::security).toList();
    // RFC 7672 2.2.2: one secure family is enough.
    return found.stream()
        .filter(AnswerSecurity::isSecure)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .or(
            () ->
                both.stream()
                    .filter(a -> !a.security().isSecure())
                    .map(DnsAnswer::security)
                    .findFirst())
        .orElse(AnswerSecurity.unknown("has no address"));
  }

  @Override
  public AnswerSecurity tlsa(DomainName host, int port) {
    Optional<DnsAnswer> answer = dns.judged("_" + port + "._tcp." + host.ascii(), Type.TLSA);
    boolean denied =
        answer
            .filter(a -> a.security().isSecure() && !(a instanceof DnsAnswer.Records))
            .isPresent();
    return denied
        ? new AnswerSecurity(AnswerSecurity.Status.SECURE, "there are none")
        : answer.map(DnsAnswer::security).orElse(AnswerSecurity.unknown("cannot be a name"));
  }

  private AnswerSecurity of(String name, int type) {
    return dns.judged(name, type)
        .map(DnsAnswer::security)
        .orElse(AnswerSecurity.unknown("cannot be a name"));
  }
}
