package relay.domain.control;

/** Nothing can be changed now: the database cannot be used. Mail flows on. */
public final class ControlUnavailable extends RuntimeException {
  public ControlUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
