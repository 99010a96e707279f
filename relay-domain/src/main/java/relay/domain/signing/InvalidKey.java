package relay.domain.signing;

/** A key, or its name, that cannot be used; the message says why and what to do. */
public final class InvalidKey extends IllegalArgumentException {
  public InvalidKey(String message) {
    super(message);
  }

  public InvalidKey(String message, Throwable cause) {
    super(message, cause);
  }
}
