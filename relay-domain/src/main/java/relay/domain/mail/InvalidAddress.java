package relay.domain.mail;

/** An address or domain that RFC 5321 does not allow; the message says which part and why. */
public final class InvalidAddress extends IllegalArgumentException {
  public InvalidAddress(String reason) {
    super(reason);
  }
}
