package relay.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets one thread at a time try to reach the broker, as the broker's client does too, but tells
 * those that waited what the first one met: a broker that is down costs everybody one try together,
 * and not one after another. Thread-safe.
 */
final class ConnectionGate {
  private static final long FAILURE_COUNTS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final LongSupplier nanoTime;
  private JMSException failure;
  private long failedAt;

  ConnectionGate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A try to connect. */
  interface Try {
    Connection connect() throws JMSException;
  }

  /**
   * @throws JMSException when it fails, or failed a moment ago
   */
  synchronized Connection open(Try next) throws JMSException {
    if (failure != null && nanoTime.getAsLong() - failedAt < FAILURE_COUNTS_NANOS) {
      var again =
          new JMSException("the broker was not reached a moment ago: " + failure.getMessage());
      again.initCause(failure);
      throw again;
    }
    try {
      Connection made = next.connect();
      failure = null;
      return made;
    } catch (JMSException e) {
      failure = e;
      failedAt = nanoTime.getAsLong();
      throw e;
    }
  }
}
