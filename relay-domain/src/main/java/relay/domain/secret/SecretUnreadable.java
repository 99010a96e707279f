package relay.domain.secret;

/** A sealed secret cannot be opened: its key is missing, or it was damaged or moved. */
public final class SecretUnreadable extends RuntimeException {
  public SecretUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
