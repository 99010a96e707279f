package relay.domain.authentication;

/** Why a SCRAM exchange may not go on as the client began it (RFC 5802 6). */
public enum BindingFault {
  /** It binds without -PLUS, or chose -PLUS and does not bind. */
  NOT_THE_MECHANISM,
  /** It binds to something that this session does not have. */
  UNKNOWN_BINDING,
  /**
   * It believes that we cannot bind, although we told it that we can: somebody between us took the
   * word out of our offer.
   */
  DOWNGRADED
}
