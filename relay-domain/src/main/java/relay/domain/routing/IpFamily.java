package relay.domain.routing;

/** Which addresses of a host are used, and which of them first. */
public enum IpFamily {
  IPV4_FIRST,
  IPV6_FIRST,
  IPV4_ONLY,
  IPV6_ONLY;

  boolean usesIpv4() {
    return this != IPV6_ONLY;
  }

  boolean usesIpv6() {
    return this != IPV4_ONLY;
  }
}
