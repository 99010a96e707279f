package relay.rar.application;

/** The application could not be asked, or failed in a way that says nothing about the mail. */
public final class ApplicationUnavailable extends RuntimeException {
  public ApplicationUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public ApplicationUnavailable(String message) {
    super(message);
  }
}
