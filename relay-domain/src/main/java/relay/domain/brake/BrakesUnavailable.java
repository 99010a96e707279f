package relay.domain.brake;

/** The brakes cannot be changed or looked up now; the same request may succeed later. */
public final class BrakesUnavailable extends RuntimeException {
  public BrakesUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
