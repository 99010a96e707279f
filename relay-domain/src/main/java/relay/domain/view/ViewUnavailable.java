package relay.domain.view;

/** The database cannot be used now; mail flows on without it. */
public final class ViewUnavailable extends RuntimeException {
  public ViewUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
