package relay.domain.queue;

/**
 * The broker did not commit: down, full, slow. Temporary; the client gets 451, a moved mail stays
 * where it is.
 */
public final class QueueUnavailable extends RuntimeException {
  public QueueUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
