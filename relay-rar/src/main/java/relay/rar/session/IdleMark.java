package relay.rar.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Settles between a session's thread and the one that stops the listener whether the client is
 * waiting for us or we for the client.
 */
final class IdleMark {
  private static final int BUSY = 0;
  private static final int IDLE = 1;
  private static final int DISMISSED = 2;

  private final AtomicInteger state = new AtomicInteger(BUSY);

  /** We wait for the client; false when the session was dismissed. */
  boolean idle() {
    return state.compareAndSet(BUSY, IDLE) || state.get() == IDLE;
  }

  /** The client has said something; false when it was dismissed meanwhile. */
  boolean busy() {
    return state.compareAndSet(IDLE, BUSY) || state.get() == BUSY;
  }

  /** True for the one caller that now says farewell. */
  boolean dismiss() {
    return state.compareAndSet(IDLE, DISMISSED);
  }
}
