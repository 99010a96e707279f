package relay.domain.tenancy;

import java.util.Optional;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.mail.Mailbox;

/** A field of an object that says whom the mail of a tenant is from, or who gets its answers. */
public final class SenderField {
  private SenderField() {}

  /**
   * Reads it; empty when absent.
   *
   * @throws relay.domain.control.InvalidField when it is no address that every server takes
   */
  public static Optional<Mailbox> read(Fields fields, String name) {
    Optional<Mailbox> box =
        fields.value(name, "must be an address such as News <news@example.com>", Mailbox::parse);
    if (box.filter(b -> b.address().needsSmtpUtf8() || b.address().isLiteral()).isPresent()) {
      throw fields.invalid(name, "must be an address in ASCII, at a domain");
    }
    return box;
  }

  /** As {@link #read} takes it. */
  public static String write(Mailbox box) {
    String address = box.address().withAsciiDomain();
    return box.name().isEmpty()
        ? address
        : "\"" + box.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\" <" + address + ">";
  }

  /**
   * Why mail cannot be from it: as at the door, where a tenant may send from its own domains only.
   */
  public static Optional<Refusal> judge(
      ControlState state, String tenant, String name, Mailbox from) {
    boolean isAny =
        state.find(TenancyKinds.TENANT, tenant, tenant).filter(Tenant::ownDomainsOnly).isEmpty();
    return isAny || isOwn(state, tenant, DomainName.of(from.address().domain()))
        ? Optional.empty()
        : Optional.of(new Refusal.Invalid(name, "must be at a verified domain of the tenant"));
  }

  private static boolean isOwn(ControlState state, String tenant, DomainName domain) {
    return new Tenancy(state)
        .verifiedDomain(domain)
        .map(SendingDomain::tenant)
        .filter(tenant::equals)
        .isPresent();
  }
}
