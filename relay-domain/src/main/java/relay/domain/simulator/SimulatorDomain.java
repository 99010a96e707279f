package relay.domain.simulator;

import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;

/**
 * The domain of the practice ground, and how addresses in it name a behaviour: by the label before
 * it ({@code ann@slow.simulator.test}), or at the domain itself by the local part up to a plus sign
 * ({@code slow+job7@simulator.test}).
 */
public record SimulatorDomain(DomainName name) {

  /** Whether mail for an address belongs here. */
  public boolean holds(EmailAddress address) {
    Optional<DomainName> domain = address.domainName();
    return domain.isPresent() && holds(domain.get().ascii());
  }

  private boolean holds(String domain) {
    String own = name.ascii();
    int before = domain.length() - own.length();
    return domain.endsWith(own) && (before == 0 || before > 1 && domain.charAt(before - 1) == '.');
  }

  /** Empty when the address is not held here, or its word is none. */
  Optional<Behaviour> behaviourOf(EmailAddress address) {
    return holds(address) ? Behaviour.named(wordOf(address)) : Optional.empty();
  }

  /** The word in an address that is held here. */
  private String wordOf(EmailAddress address) {
    String domain = address.domainName().orElseThrow().ascii();
    int before = domain.length() - name.ascii().length();
    if (before > 0) {
      return domain.substring(0, before - 1);
    }
    String local = address.localPart();
    int tag = local.indexOf('+');
    return tag < 0 ? local : local.substring(0, tag);
  }

  /** The one destination of all addresses that behave alike; wrong words have one together. */
  String destinationOf(EmailAddress address) {
    return behaviourOf(address).map(b -> b.word() + "." + name.ascii()).orElse(name.ascii());
  }
}
