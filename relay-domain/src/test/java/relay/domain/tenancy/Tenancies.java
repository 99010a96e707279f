package relay.domain.tenancy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.NetworkRange;
import relay.domain.signing.SigningAlgorithm;

/** Tenancies that read like one: {@code with(tenant("acme"), domain("acme", "acme.example"))}. */
public final class Tenancies {
  public static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private Tenancies() {}

  public static Tenancy with(ControlObject... objects) {
    return new Tenancy(state(objects));
  }

  public static ControlState state(ControlObject... objects) {
    List<ControlObject> made = new ArrayList<>();
    for (ControlObject object : objects) {
      made.add(object.withVersion(1));
    }
    return ControlState.EMPTY.with(1, made, List.of());
  }

  /** Verified. */
  public static SendingDomain domain(String tenant, String name) {
    return pending(tenant, name).verified(NEW_YEAR);
  }

  public static SendingDomain pending(String tenant, String name) {
    return new SendingDomain(
        tenant,
        DomainName.of(name),
        0,
        DomainState.PENDING,
        "token-of-" + tenant,
        Optional.empty());
  }

  /** A pending Ed25519 key that cannot sign. */
  public static DomainKey key(String tenant, String domain, String selector) {
    DomainName name = DomainName.of(domain);
    return DomainKey.made(
        DomainKey.key(tenant, name, selector),
        name,
        SigningAlgorithm.ED25519_SHA256,
        "v=DKIM1; k=ed25519; p=AAAA",
        "sealed:1:k:x",
        NEW_YEAR);
  }

  public static DomainKey activeKey(String tenant, String domain, String selector) {
    return key(tenant, domain, selector).in(KeyState.ACTIVE, NEW_YEAR);
  }

  /** A token's holder, who may send whatever the tenant may. */
  public static Credential credential(String tenant, String id) {
    return Credential.sender(
        tenant, id, CredentialKind.API_TOKEN, Proof.token("hash of " + id), NEW_YEAR);
  }

  public static Scope scope(Set<String> streams, Set<String> domains, Set<String> addresses) {
    return new Scope(
        streams,
        Set.copyOf(domains.stream().map(DomainName::of).toList()),
        Set.copyOf(addresses.stream().map(EmailAddress::parse).toList()));
  }

  public static ClientRange range(String tenant, String id, String cidr, String stream) {
    return new ClientRange(tenant, id, 0, NetworkRange.parse(cidr), stream, SendingLimits.NONE);
  }
}
