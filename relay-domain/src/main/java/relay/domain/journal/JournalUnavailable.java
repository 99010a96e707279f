package relay.domain.journal;

/**
 * The journal cannot be written: disk full, folder gone, closed. Temporary for every mail
 * concerned.
 */
public final class JournalUnavailable extends RuntimeException {
  public JournalUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
