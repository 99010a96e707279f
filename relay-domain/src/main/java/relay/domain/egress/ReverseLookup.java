package relay.domain.egress;

import java.net.InetAddress;
import relay.domain.routing.LookupResult;

/** Questions to the DNS about addresses (port). Thread-safe, bounded in time, never throws. */
@FunctionalInterface
public interface ReverseLookup {
  /** The PTR records of an address: what its owner calls it, proven by nothing. */
  LookupResult<String> namesOf(InetAddress address);
}
