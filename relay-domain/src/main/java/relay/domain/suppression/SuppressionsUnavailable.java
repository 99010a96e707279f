package relay.domain.suppression;

/** The list cannot be looked at or changed now; mail goes on with what is known of it. */
public final class SuppressionsUnavailable extends RuntimeException {
  public SuppressionsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
