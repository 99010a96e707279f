package relay.domain.mail;

/** When the sender wants a report about a recipient (RFC 3461 4.1). */
public enum Notify {
  NEVER,
  SUCCESS,
  FAILURE,
  DELAY
}
