package relay.domain.delivery;

/** How far a transaction had come when the last word about a recipient was said. */
public enum Stage {
  /** Before any connection: DNS, route, policy of ours. */
  LOOKUP,
  CONNECT,
  GREETING,
  EHLO,
  /** STARTTLS, the handshake, or our own rule about them. */
  TLS,
  AUTH,
  MAIL,
  RCPT,
  /** The DATA command or the content, before the final dot. */
  DATA,
  /** After the final dot. */
  FINAL_DOT;

  /**
   * Whether a reply at this stage is about the host and not about the mail or its recipients: such
   * a reply sends us to the next host.
   */
  public boolean isAboutHost() {
    return compareTo(CONNECT) >= 0 && compareTo(AUTH) <= 0;
  }
}
