package relay.domain.reports;

import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.Tenancy;

/**
 * Which domains reports of a tenant may be about: those that are verified for it, with all below
 * them that are not verified for somebody else, and those it takes mail for.
 */
final class TenantDomains {
  private final Tenancy tenancy;
  private final String tenant;

  TenantDomains(Tenancy tenancy, String tenant) {
    this.tenancy = tenancy;
    this.tenant = tenant;
  }

  /**
   * The name, with A-labels, when it is one; else empty.
   *
   * @param text of a stranger, not always a domain
   */
  Optional<String> ours(String text) {
    return name(text).filter(this::has).map(DomainName::ascii);
  }

  private boolean has(DomainName domain) {
    Optional<SendingDomain> verified = tenancy.verifiedDomain(domain);
    return verified.isPresent()
        ? verified.get().tenant().equals(tenant)
        : tenancy.inbound(domain).filter(inbound -> inbound.tenant().equals(tenant)).isPresent();
  }

  private static Optional<DomainName> name(String text) {
    try {
      return Optional.of(DomainName.of(text));
    } catch (InvalidAddress e) {
      return Optional.empty();
    }
  }
}
