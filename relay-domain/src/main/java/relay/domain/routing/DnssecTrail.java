package relay.domain.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;

/**
 * What DNSSEC says to each answer on the way to the hosts of a domain, in the order in which DANE
 * asks (RFC 7672 2.2), up to the first that is not secure: no question is asked behind it. Hosts
 * that no mail goes to because their addresses are bogus are told, too. Thread-safe when its ports
 * are.
 *
 * @param port of mail exchangers
 */
public record DnssecTrail(DnssecWitness witness, DomainLookup lookup, int port) {
  private static final int HOSTS_MAX = 8;

  /**
   * One answer.
   *
   * @param about such as {@code MX of example.org}
   * @param name the domain, then its hosts
   */
  public record Answer(String about, DomainName name, AnswerSecurity security) {}

  /**
   * The trail of one domain, over as many hosts as can be told.
   *
   * @param outOfTime asked before each host: once true, nothing is asked any more
   */
  public List<Answer> of(DomainName domain, BooleanSupplier outOfTime) {
    List<Answer> answers = new ArrayList<>();
    AnswerSecurity exchangers = witness.mailExchangers(domain);
    answers.add(new Answer("MX of " + domain, domain, exchangers));
    for (DomainName host : hosts(domain, exchangers)) {
      if (outOfTime.getAsBoolean()) {
        return answers;
      }
      AnswerSecurity addresses = witness.addresses(host);
      answers.add(new Answer("addresses of " + host, host, addresses));
      if (addresses.isSecure()) {
        String about = "TLSA of port " + port + " of " + host;
        answers.add(new Answer(about, host, witness.tlsa(host, port)));
      }
    }
    return answers;
  }

  /** Those whose names nobody can have put there: only of them more is asked. */
  private Set<DomainName> hosts(DomainName domain, AnswerSecurity exchangers) {
    Set<DomainName> hosts = new LinkedHashSet<>();
    if (exchangers.status() == AnswerSecurity.Status.UNCHECKED) {
      return hosts;
    }
    LookupResult<MailExchanger> answer = lookup.mailExchangers(domain);
    if (answer instanceof LookupResult.NoData) {
      // RFC 5321 5.1: the domain itself, which the address of the recipient names.
      hosts.add(domain);
    }
    if (answer instanceof LookupResult.Found<MailExchanger> found && found.authentic()) {
      found.records().stream()
          .sorted((a, b) -> Integer.compare(a.preference(), b.preference()))
          .forEach(exchanger -> add(exchanger, hosts));
    }
    return hosts;
  }

  private static void add(MailExchanger exchanger, Set<DomainName> hosts) {
    if (hosts.size() == HOSTS_MAX) {
      return;
    }
    try {
      hosts.add(DomainName.of(exchanger.host()));
    } catch (InvalidAddress nullMxOrNoHostName) {
      // As in the search for hosts, which passes it over.
      return;
    }
  }
}
