package relay.domain.routing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.routing.LookupResult.Found;
import relay.domain.routing.LookupResult.NoData;
import relay.domain.routing.LookupResult.NoSuchDomain;
import relay.domain.routing.LookupResult.TemporaryFailure;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.smtp.SmtpReply;

/**
 * Finds the hosts behind a next hop (RFC 5321 5.1, RFC 7505). Asks the DNS each time; caching is
 * the lookup's. Thread-safe when the lookup and the random generator are.
 */
public final class HostSearch {
  private final DomainLookup lookup;
  private final Ourselves us;
  private final HostSearchSettings settings;
  private final RandomGenerator random;
  private final ProhibitedAddresses prohibited;
  private final HostAddresses addresses;

  public HostSearch(
      DomainLookup lookup, Ourselves us, HostSearchSettings settings, RandomGenerator random) {
    this.lookup = lookup;
    this.us = us;
    this.settings = settings;
    this.random = random;
    this.prohibited = new ProhibitedAddresses(settings.loopbackAllowed());
    this.addresses = new HostAddresses(lookup, settings.ipFamily());
  }

  /** The addresses of a server that is no mail exchanger, without those that it cannot have. */
  public List<InetAddress> addressesOf(DomainName host) {
    return addresses.of(host).addresses().stream().filter(a -> !prohibited.contains(a)).toList();
  }

  /** The addresses of a host that the operator names: none of them is prohibited. */
  public List<InetAddress> addressesOfChosen(String host) {
    return addresses.ofSmarthost(host).addresses();
  }

  /** As {@link #hostsFor(NextHop, BooleanSupplier)}, without a limit but those of the settings. */
  public HostPlan hostsFor(NextHop hop) {
    return hostsFor(hop, () -> false);
  }

  /**
   * The hosts in the order of trying, or the reply for all recipients when there are none.
   *
   * @param outOfTime asked before each look-up: once true, nobody is looked up any more, and what
   *     was found so far counts
   * @throws IllegalArgumentException for a next hop without hosts
   */
  public HostPlan hostsFor(NextHop hop, BooleanSupplier outOfTime) {
    if (hop instanceof NextHop.Smarthosts route) {
      return smarthosts(route.name(), route.hosts(), false, new Findings(outOfTime));
    }
    if (hop instanceof NextHop.Simulator ground) {
      return smarthosts(ground.name(), ground.hosts(), false, new Findings(outOfTime));
    }
    if (hop instanceof NextHop.LmtpServers route) {
      return smarthosts(route.name(), route.hosts(), true, new Findings(outOfTime));
    }
    if (hop instanceof NextHop.MailExchangers exchangers) {
      String domain = exchangers.domain();
      return domain.startsWith("[")
          ? literal(domain)
          : mailExchangers(DomainName.of(domain), new Findings(outOfTime));
    }
    throw new IllegalArgumentException(hop.name() + " has no hosts");
  }

  private HostPlan mailExchangers(DomainName domain, Findings findings) {
    LookupResult<MailExchanger> answer = lookup.mailExchangers(domain);
    if (answer instanceof Found<MailExchanger> found) {
      findings.nameProven = found.authentic();
      return MxRules.isNull(found.records())
          ? refused(556, "5.1.10", "The domain " + domain + " does not accept mail (null MX)")
          : walk(domain, MxRules.byPreference(found.records(), random), false, findings);
    }
    if (answer instanceof NoData) {
      // RFC 5321 5.1: without any MX record the domain is its own mail exchanger.
      findings.nameProven = true;
      return walk(domain, List.of(List.of(new MailExchanger(0, domain.ascii()))), true, findings);
    }
    if (answer instanceof NoSuchDomain) {
      return refused(550, "5.1.2", "The domain " + domain + " does not exist");
    }
    String problem = ((TemporaryFailure<MailExchanger>) answer).problem();
    return refused(451, "4.4.3", "No mail exchangers of " + domain + " found for now: " + problem);
  }

  private HostPlan walk(
      DomainName domain, List<List<MailExchanger>> groups, boolean implicit, Findings findings) {
    for (List<MailExchanger> group : groups) {
      List<HostAddress> found = new ArrayList<>();
      Optional<String> problemOfBetter = findings.problem;
      // RFC 5321 5.1: once we meet ourselves, that preference and all worse ones are dropped.
      if (!collect(group, found, findings)) {
        // Hosts no better than us are not tried even when the DNS knows them again.
        findings.problem = problemOfBetter;
        findings.loop = true;
        break;
      }
      findings.hosts.addAll(found);
      if (findings.hosts.size() >= settings.addressesMax() || mayNotAsk(findings)) {
        break;
      }
    }
    return conclude(domain, findings, implicit);
  }

  /** False when one host of the group is this relay. */
  private boolean collect(List<MailExchanger> group, List<HostAddress> found, Findings findings) {
    for (MailExchanger exchanger : group) {
      Optional<DomainName> name = hostName(exchanger);
      if (name.isPresent() && us.isName(name.get())) {
        return false;
      }
    }
    for (MailExchanger exchanger : group) {
      Optional<DomainName> name = hostName(exchanger);
      if (name.isEmpty() || mayNotAsk(findings)) {
        continue;
      }
      findings.lookups++;
      HostAddresses.Answer answer = addresses.of(name.get());
      findings.note(answer);
      for (InetAddress address : answer.addresses()) {
        if (us.isAt(address, settings.mxPort())) {
          return false;
        }
        if (prohibited.contains(address)) {
          findings.prohibited = Optional.of(address);
        } else {
          found.add(exchangerAt(name.get().ascii(), address, findings.nameProven));
        }
      }
    }
    return true;
  }

  private boolean mayNotAsk(Findings findings) {
    return findings.lookups >= settings.hostsMax() || findings.isOutOfTime();
  }

  private HostPlan conclude(DomainName domain, Findings findings, boolean implicit) {
    if (!findings.hosts.isEmpty()) {
      int end = Math.min(findings.hosts.size(), settings.addressesMax());
      return new HostPlan.Hosts(findings.hosts.subList(0, end));
    }
    if (findings.problem.isPresent()) {
      String problem = findings.problem.get();
      return refused(
          451, "4.4.3", "No address of a mail exchanger of " + domain + " for now: " + problem);
    }
    if (findings.loop) {
      return refused(
          554, "5.4.6", "Mail for " + domain + " would come back: its best mail exchanger is us");
    }
    if (findings.prohibited.isPresent()) {
      return refused(
          550,
          "5.4.4",
          "No mail exchanger of "
              + domain
              + " can be reached: "
              + findings.prohibited.get().getHostAddress()
              + " is no address for mail");
    }
    return implicit
        ? refused(550, "5.1.2", "The domain " + domain + " has neither mail exchanger nor address")
        : refused(550, "5.4.4", "No mail exchanger of " + domain + " has an address");
  }

  private HostPlan literal(String literal) {
    Optional<InetAddress> address = BracketedAddress.parse(literal);
    if (address.isEmpty()) {
      return refused(550, "5.1.2", literal + " is not an address literal");
    }
    if (us.isAt(address.get(), settings.mxPort())) {
      return refused(554, "5.4.6", "Mail for " + literal + " would come back: that address is us");
    }
    if (prohibited.contains(address.get())) {
      return refused(550, "5.4.4", literal + " is no address for mail");
    }
    return new HostPlan.Hosts(List.of(exchangerAt(literal, address.get(), true)));
  }

  /** The operator chose these hosts, so none of their addresses is prohibited. */
  private HostPlan smarthosts(
      String route, List<Smarthost> hosts, boolean lmtp, Findings findings) {
    for (Smarthost host : hosts) {
      if (findings.isOutOfTime()) {
        break;
      }
      HostAddresses.Answer answer = addresses.ofSmarthost(host.host());
      findings.note(answer);
      answer.addresses().stream()
          .filter(a -> !us.isAt(a, host.port()))
          .limit(settings.addressesMax())
          .map(a -> at(host, a, lmtp))
          .forEach(findings.hosts::add);
    }
    if (!findings.hosts.isEmpty()) {
      return new HostPlan.Hosts(findings.hosts);
    }
    // A wrong route is the operator's to mend; no sender shall lose mail to it meanwhile.
    return findings.problem.isPresent()
        ? refused(451, "4.4.3", "No host of route " + route + " found: " + findings.problem.get())
        : refused(451, "4.3.5", "No host of route " + route + " has an address that is not ours");
  }

  private static HostAddress at(Smarthost host, InetAddress address, boolean lmtp) {
    return new HostAddress(host.host(), address, host.port(), host.tls(), true, host.login(), lmtp);
  }

  private HostAddress exchangerAt(String host, InetAddress address, boolean nameProven) {
    return new HostAddress(
        host, address, settings.mxPort(), TlsMode.OPPORTUNISTIC, nameProven, Optional.empty());
  }

  private static Optional<DomainName> hostName(MailExchanger exchanger) {
    try {
      return Optional.of(DomainName.of(exchanger.host()));
    } catch (InvalidAddress e) {
      return Optional.empty();
    }
  }

  private static HostPlan refused(int code, String status, String text) {
    return new HostPlan.Unreachable(SmtpReply.local(code, status, text));
  }

  /** What came to light so far in one search. */
  private static final class Findings {
    private final BooleanSupplier outOfTime;
    private final List<HostAddress> hosts = new ArrayList<>();
    private boolean nameProven;
    private int lookups;
    private boolean loop;
    private Optional<String> problem = Optional.empty();
    private Optional<InetAddress> prohibited = Optional.empty();

    private Findings(BooleanSupplier outOfTime) {
      this.outOfTime = outOfTime;
    }

    private boolean isOutOfTime() {
      boolean over = outOfTime.getAsBoolean();
      if (over && problem.isEmpty()) {
        problem = Optional.of("the attempt ran out of time while the DNS was asked");
      }
      return over;
    }

    private void note(HostAddresses.Answer answer) {
      if (answer.addresses().isEmpty() && answer.problem().isPresent()) {
        problem = answer.problem();
      }
    }
  }
}
