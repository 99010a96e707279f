package relay.domain.routing;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Addresses that no mail exchanger can have. A zone that names them, by mistake or to make us talk
 * to ourselves, is not obeyed. Private networks are allowed: enterprises mail within them.
 *
 * @param loopbackAllowed for tests and for machines that run another mail server
 */
record ProhibitedAddresses(boolean loopbackAllowed) {

  boolean contains(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return !loopbackAllowed;
    }
    if (address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || address.isLinkLocalAddress()) {
      return true;
    }
    byte[] octets = address.getAddress();
    if (address instanceof Inet4Address) {
      // 0.0.0.0/8 is "this network" (RFC 1122 3.2.1.3), 240.0.0.0/4 is reserved (RFC 1112 4).
      return octets[0] == 0 || (octets[0] & 0xf0) == 0xf0;
    }
    return address instanceof Inet6Address v6 && v6.isIPv4CompatibleAddress();
  }
}
