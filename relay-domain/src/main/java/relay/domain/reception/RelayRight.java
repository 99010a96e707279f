package relay.domain.reception;

/** By what a client may send to anywhere. */
public enum RelayRight {
  /** It may not: it reaches only the domains we are responsible for. */
  NONE,
  /** It logged in on a submission listener. */
  LOGIN,
  /** It is on this machine, and the listener is bound to loopback. */
  LOOPBACK,
  /** Its address is in a network of the settings. */
  NETWORK,
  /** Its address is in the client range of a tenant. */
  RANGE
}
