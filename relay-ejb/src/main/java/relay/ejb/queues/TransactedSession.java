package relay.ejb.queues;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.System.Logger;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection of its own with one local-transacted session and one producer, kept as long as it
 * works. For one thread at a time; only {@link #close} may come from another and ends a call that
 * hangs.
 */
final class TransactedSession implements AutoCloseable {
  private static final Logger LOG = System.getLogger(TransactedSession.class.getName());
  private static final int AHEAD = Message.DEFAULT_PRIORITY + 2;
  private final Connection connection;
  private final Session session;
  private final MessageProducer producer;
  private final Map<String, Queue> queues = new HashMap<>();
  private volatile long busySinceNanos;

  TransactedSession(ConnectionFactory factory) throws JMSException {
    connection = factory.createConnection();
    boolean made = false;
    try {
      session = connection.createSession(true, Session.SESSION_TRANSACTED);
      producer = session.createProducer(null);
      // Nobody reads them, and each costs a little for every mail.
      producer.setDisableMessageID(true);
      producer.setDisableMessageTimestamp(true);
      made = true;
    } finally {
      if (!made) {
        connection.close();
      }
    }
  }

  /** Lets messages come in; a session that only sends needs it not. */
  void start() throws JMSException {
    connection.start();
  }

  Session session() {
    return session;
  }

  /** The queue of this name, looked for at the broker only the first time. */
  Queue queue(String name) throws JMSException {
    Queue known = queues.get(name);
    if (known == null) {
      known = session.createQueue(name);
      queues.put(name, known);
    }
    return known;
  }

  void send(String queue, Message message) throws JMSException {
    producer.send(queue(queue), message);
  }

  /** Before others that were sent without, where the queue is in memory. */
  void sendAhead(String queue, Message message) throws JMSException {
    producer.send(
        queue(queue), message, DeliveryMode.PERSISTENT, AHEAD, Message.DEFAULT_TIME_TO_LIVE);
  }

  void commit() throws JMSException {
    session.commit();
  }

  void busySince(long nanos) {
    busySinceNanos = nanos;
  }

  long busySinceNanos() {
    return busySinceNanos;
  }

  /** Ends everything; what was not committed is rolled back. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (JMSException e) {
      LOG.log(Logger.Level.DEBUG, "a broken connection could not be closed", e);
    }
  }
}
