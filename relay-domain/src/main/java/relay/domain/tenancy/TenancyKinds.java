package relay.domain.tenancy;

import java.util.List;
import relay.domain.control.ControlKind;

/** The kinds of objects that make up the tenancy. */
public final class TenancyKinds {
  public static final ControlKind<Tenant> TENANT = new TenantKind();
  public static final ControlKind<Stream> STREAM = new StreamKind();
  public static final ControlKind<SendingDomain> DOMAIN = new DomainKind();
  public static final ControlKind<Credential> CREDENTIAL = new CredentialsKind();
  public static final ControlKind<ClientRange> CLIENT_RANGE = new ClientRangeKind();
  public static final ControlKind<InboundDomain> INBOUND_DOMAIN = new InboundKind();
  public static final ControlKind<DomainKey> DKIM_KEY = new DomainKeyKind();

  public static final List<ControlKind<?>> ALL =
      List.of(TENANT, STREAM, DOMAIN, CREDENTIAL, CLIENT_RANGE, INBOUND_DOMAIN, DKIM_KEY);

  private TenancyKinds() {}
}
