package relay.domain.tenancy;

import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.DomainName;

/** A domain whose mail the relay takes from anybody. */
public record InboundDomain(String tenant, DomainName name, long version) implements ControlObject {
  static final String KIND = "inbound-domain";

  public static ControlKey key(String tenant, DomainName name) {
    return new ControlKey(KIND, tenant, name.ascii());
  }

  @Override
  public ControlKey key() {
    return key(tenant, name);
  }

  @Override
  public InboundDomain withVersion(long other) {
    return new InboundDomain(tenant, name, other);
  }
}
