package relay.web.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.PreMatching;
import java.net.InetAddress;

/** The caller filter where no servlet tells who is connected: the test tells it. */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public final class FixedAddressCallerFilter extends CallerFilter {
  private final InetAddress address;

  public FixedAddressCallerFilter(InetAddress address) {
    this.address = address;
  }

  @Override
  protected InetAddress address() {
    return address;
  }
}
