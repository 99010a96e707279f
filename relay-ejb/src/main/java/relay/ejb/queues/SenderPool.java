package relay.ejb.queues;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import relay.domain.queue.QueueUnavailable;

/**
 * Kept sessions for sending, one for each concurrent sender and no more than the bound. A session
 * that failed is thrown away and so are all idle ones, for what broke one has most likely broken
 * them too. Thread-safe.
 */
public final class SenderPool implements AutoCloseable {
  private final ConnectionFactory factory;
  private final Duration timeout;
  private final Semaphore permits;
  private final ConcurrentLinkedDeque<TransactedSession> idle = new ConcurrentLinkedDeque<>();
  private final Set<TransactedSession> busy = ConcurrentHashMap.newKeySet();

  /** What one sender does, its commit included. */
  interface Sending {
    void with(TransactedSession session) throws JMSException;
  }

  /**
   * @param timeout how long to wait for a free session, and how long a send may take before {@link
   *     #closeOverdue} ends it
   */
  public SenderPool(ConnectionFactory factory, int sendersMax, Duration timeout) {
    this.factory = factory;
    this.timeout = timeout;
    this.permits = new Semaphore(sendersMax);
  }

  /**
   * Runs the sending on a session of its own.
   *
   * @throws JMSException of the sending
   * @throws QueueUnavailable when no session became free in time
   */
  void run(Sending sending) throws JMSException {
    acquire();
    TransactedSession session = null;
    boolean done = false;
    try {
      session = idle.pollFirst();
      if (session == null) {
        session = new TransactedSession(factory);
      }
      session.busySince(System.nanoTime());
      busy.add(session);
      sending.with(session);
      done = true;
    } finally {
      if (session != null) {
        busy.remove(session);
        if (done) {
          idle.addFirst(session);
        } else {
          session.close();
          closeIdle();
        }
      }
      permits.release();
    }
  }

  private void acquire() {
    boolean acquired = false;
    try {
      acquired = permits.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!acquired) {
      throw new QueueUnavailable(
          "no session to the broker became free within "
              + timeout.toSeconds()
              + " s; is it slow, or is queue.senders-max too small?",
          null);
    }
  }

  /** Ends the sends that take too long: a broker that blocks its producers never would. */
  void closeOverdue() {
    long now = System.nanoTime();
    for (TransactedSession session : busy) {
      if (now - session.busySinceNanos() > timeout.toNanos()) {
        session.close();
      }
    }
  }

  private void closeIdle() {
    for (TransactedSession s = idle.pollFirst(); s != null; s = idle.pollFirst()) {
      s.close();
    }
  }

  /** Sessions in use are closed when their sender is done. */
  @Override
  public void close() {
    closeIdle();
  }
}
