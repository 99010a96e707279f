package relay.domain.egress;

import java.net.InetAddress;

/** Which addresses this machine has (port). Thread-safe; asks nobody else. */
@FunctionalInterface
public interface LocalAddresses {
  /** Whether a connection can be made from this address now. */
  boolean has(InetAddress address);
}
