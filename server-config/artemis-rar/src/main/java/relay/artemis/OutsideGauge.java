package relay.artemis;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSession.QueueQuery;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import relay.domain.queue.BrokerSettings;

/**
 * How long the queues of an outside broker are and how many take from them, as it was about a
 * second ago: what is asked for is looked up on a timer, so that nobody who asks ever waits for the
 * broker. Empty for what was not asked for before, and while the broker is away. Thread-safe.
 */
final class OutsideGauge {
  private static final Logger LOG = Logger.getLogger(OutsideGauge.class.getName());
  private static final OutsideGauge SHARED = new OutsideGauge(System::nanoTime);
  private static final long PERIOD_MILLIS = 1000;
  private static final long CALL_MILLIS_MAX = 5000;
  private static final long ASKED_COUNTS_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final LongSupplier nanoTime;
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private final Map<String, Long> depths = new ConcurrentHashMap<>();
  private final Map<String, Integer> consumers = new ConcurrentHashMap<>();
  private int users;
  private ActiveMQConnectionFactory factory;
  private ClientSessionFactory connection;
  private ClientSession session;
  private TimerTask task;

  OutsideGauge(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  static OutsideGauge shared() {
    return SHARED;
  }

  /** Looks from now on, counted: an application server may make the adapter twice. */
  synchronized void start(BrokerSettings settings, Timer timer) {
    if (users++ > 0) {
      return;
    }
    open(settings);
    task =
        new TimerTask() {
          @Override
          public void run() {
            try {
              look();
            } catch (RuntimeException e) {
              // a timer that throws is never run again
              LOG.log(Level.WARNING, "the depths of the queues are not known now", e);
            }
          }
        };
    timer.schedule(task, PERIOD_MILLIS, PERIOD_MILLIS);
  }

  synchronized void open(BrokerSettings settings) {
    factory = BrokerConnectionFactory.connectedBy(settings);
    factory.setCallTimeout(CALL_MILLIS_MAX);
  }

  synchronized void stop() {
    if (users == 0 || --users > 0) {
      return;
    }
    task.cancel();
    close();
  }

  synchronized void close() {
    forget();
    factory.close();
    factory = null;
  }

  /** How many messages a queue had; 0 when the broker has none of this name. */
  OptionalLong depth(String queue) {
    asked.put(queue, nanoTime.getAsLong());
    Long known = depths.get(queue);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /** How many take mail from a queue, of all nodes; 0 when the broker has none of this name. */
  OptionalInt consumers(String queue) {
    asked.put(queue, nanoTime.getAsLong());
    Integer known = consumers.get(queue);
    return known == null ? OptionalInt.empty() : OptionalInt.of(known);
  }

  /** Looks up all that was asked for lately. */
  synchronized void look() {
    if (factory == null) {
      return;
    }
    long now = nanoTime.getAsLong();
    asked.values().removeIf(at -> now - at > ASKED_COUNTS_NANOS);
    depths.keySet().retainAll(asked.keySet());
    consumers.keySet().retainAll(asked.keySet());
    try {
      ClientSession open = session();
      for (String queue : asked.keySet()) {
        QueueQuery found = open.queueQuery(SimpleString.of(queue));
        depths.put(queue, found.isExists() ? found.getMessageCount() : 0);
        consumers.put(queue, found.isExists() ? found.getConsumerCount() : 0);
      }
    } catch (ActiveMQException e) {
      // away: nobody knows how much stands there now
      forget();
    }
  }

  private ClientSession session() throws ActiveMQException {
    if (session == null || session.isClosed()) {
      ServerLocator locator = factory.getServerLocator();
      try {
        connection = locator.createSessionFactory();
      } catch (ActiveMQException e) {
        throw e;
      } catch (Exception e) {
        // Artemis declares no less.
        throw new ActiveMQException(e.toString());
      }
      session =
          connection.createSession(
              factory.getUser(),
              factory.getPassword(),
              false,
              true,
              true,
              false,
              locator.getAckBatchSize());
    }
    return session;
  }

  private void forget() {
    depths.clear();
    consumers.clear();
    session = null;
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
