package relay.artemis;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import relay.domain.mail.QueueId;
import relay.domain.queue.BrokerSettings;
import relay.domain.secret.ContentSeal;

/**
 * The one broker of this class loader, counted: an application server may make the adapter twice
 * (WildFly does), the first start starts the broker and the last stop stops it. Thread-safe.
 */
final class EmbeddedBroker {
  private static final EmbeddedBroker SHARED = new EmbeddedBroker();

  // Strong references: java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");
  private static final Logger BROKER = Logger.getLogger("org.apache.activemq");

  private int users;
  private volatile EmbeddedActiveMQ broker;

  private EmbeddedBroker() {}

  static EmbeddedBroker shared() {
    return SHARED;
  }

  /** Starts one that seals nothing. */
  void start(BrokerSettings settings, Path folder) throws Exception {
    start(settings, folder, ContentSeal.NONE);
  }

  /** Starts the broker unless it runs; returns when its queues can be used. */
  synchronized void start(BrokerSettings settings, Path folder, ContentSeal seal) throws Exception {
    if (users == 0) {
      quietLoggers();
      EmbeddedActiveMQ starting = new SealedBroker(seal);
      Configuration configuration = BrokerConfiguration.of(settings, folder);
      if (seal.isSealing()) {
        configuration.registerBrokerPlugin(new SubmissionSealer(seal));
      }
      starting.setConfiguration(configuration);
      if (settings.door().isOpen()) {
        starting.setSecurityManager(new BrokerSecurity(settings.door()));
      }
      withOwnClassLoader(starting::start);
      broker = starting;
    }
    users++;
  }

  /** Stops the broker when nobody else uses it. */
  synchronized void stop() throws Exception {
    if (users == 0 || --users > 0) {
      return;
    }
    EmbeddedActiveMQ stopping = broker;
    broker = null;
    withOwnClassLoader(stopping::stop);
    ActiveMQClient.clearThreadPools();
  }

  boolean isRunning() {
    return isRunning(broker);
  }

  /** How many messages stand in a queue; empty without this broker or queue. */
  OptionalLong depth(String name) {
    Queue queue = queue(name);
    return queue == null ? OptionalLong.empty() : OptionalLong.of(queue.getMessageCount());
  }

  /** How many octets they have; empty without this broker or queue. */
  OptionalLong octets(String name) {
    Queue queue = queue(name);
    return queue == null ? OptionalLong.empty() : OptionalLong.of(queue.getPersistentSize());
  }

  /** How many subscriptions a topic has; empty without this broker. */
  OptionalLong subscriptions(String topic) {
    EmbeddedActiveMQ running = broker;
    if (!isRunning(running)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        running
            .getActiveMQServer()
            .getPostOffice()
            .getAllBindings()
            .filter(QueueBinding.class::isInstance)
            .filter(binding -> binding.getAddress().toString().equals(topic))
            .count());
  }

  /** Which mails stand in a queue; empty without this broker. */
  Optional<Set<QueueId>> present(String name, Set<QueueId> mails) {
    if (!isRunning(broker)) {
      return Optional.empty();
    }
    Queue queue = queue(name);
    return Optional.of(queue == null ? Set.of() : new MailsInQueue(queue).among(mails));
  }

  /** How many messages of a queue match; empty without this broker. */
  OptionalLong count(String name, String selector) {
    if (!isRunning(broker)) {
      return OptionalLong.empty();
    }
    Queue queue = queue(name);
    return OptionalLong.of(queue == null ? 0 : QueueSweep.count(queue, selector));
  }

  /** Moves what matches; empty without this broker. */
  OptionalLong move(String from, String selector, String to, int most) {
    if (!isRunning(broker)) {
      return OptionalLong.empty();
    }
    Queue queue = queue(from);
    return OptionalLong.of(queue == null ? 0 : QueueSweep.move(queue, selector, to, most));
  }

  private Queue queue(String name) {
    EmbeddedActiveMQ running = broker;
    return isRunning(running) ? running.getActiveMQServer().locateQueue(name) : null;
  }

  private static boolean isRunning(EmbeddedActiveMQ broker) {
    return broker != null && broker.getActiveMQServer().isStarted();
  }

  /** Whether memory or disk limit is reached. */
  boolean isFull() {
    EmbeddedActiveMQ running = broker;
    if (running == null) {
      return false;
    }
    ActiveMQServer server = running.getActiveMQServer();
    return server.getPagingManager().isGlobalFull() || server.getPagingManager().isDiskFull();
  }

  /** By default each session and each send is written to the log at INFO. */
  private static void quietLoggers() {
    AUDIT.setLevel(Level.OFF);
    if (BROKER.getLevel() == null) {
      BROKER.setLevel(Level.WARNING);
    }
  }

  /** The broker loads its parts by the context class loader, which during a start is anybody's. */
  private static void withOwnClassLoader(Step step) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(EmbeddedBroker.class.getClassLoader());
    try {
      step.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private interface Step {
    void run() throws Exception;
  }
}
