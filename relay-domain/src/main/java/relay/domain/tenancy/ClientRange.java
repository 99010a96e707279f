package relay.domain.tenancy;

import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.NetworkRange;

/**
 * Clients that send for a tenant without a login, by their address.
 *
 * @param id made by {@link ObjectIds}
 * @param stream name of the stream their mail belongs to
 */
public record ClientRange(
    String tenant, String id, long version, NetworkRange range, String stream, SendingLimits limits)
    implements ControlObject {
  static final String KIND = "client-range";

  public static ControlKey key(String tenant, String id) {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public ControlKey key() {
    return key(tenant, id);
  }

  @Override
  public ClientRange withVersion(long other) {
    return new ClientRange(tenant, id, other, range, stream, limits);
  }
}
