package relay.ejb.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;

/** A broker inside the test, set as the one of the product where it matters here. */
public final class EmbeddedQueues implements QueueGauge, QueueSearch, AutoCloseable {
  private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final AtomicInteger IDS = new AtomicInteger(100);
  private final int id = IDS.incrementAndGet();
  private final Path folder;
  private EmbeddedActiveMQ broker;

  public EmbeddedQueues(Path folder) throws Exception {
    this.folder = folder;
    AUDIT.setLevel(Level.OFF);
    start();
  }

  public void start() throws Exception {
    var settings = new AddressSettings();
    settings.setDefaultQueueRoutingType(RoutingType.ANYCAST);
    settings.setAutoDeleteQueues(false).setAutoDeleteAddresses(false);
    settings.setDeadLetterAddress(SimpleString.of(QueueNames.DEAD_LETTER));
    settings.setExpiryAddress(SimpleString.of(QueueNames.EXPIRED));
    settings.setMaxDeliveryAttempts(5).setRedeliveryDelay(50);
    settings.setMaxSizeBytes(8 << 20).setPageSizeBytes(1 << 20);
    var rooms = new AddressSettings(settings);
    rooms.setRedeliveryDelay(0).setMaxDeliveryAttempts(-1);
    rooms.setMaxSizeBytes(2 << 20).setMaxReadPageBytes(2 << 20).setMaxReadPageMessages(-1);
    var configuration =
        new ConfigurationImpl()
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setJournalType(JournalType.NIO)
            .setJournalBufferTimeout_NIO(300_000)
            .setPersistIDCache(true)
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setJournalDirectory(folder.resolve("journal").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString());
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            InVMAcceptorFactory.class.getName(), Map.of("serverId", "" + id)));
    configuration.addAddressSetting("#", settings);
    configuration.addAddressSetting(QueueNames.ROOM_PREFIX + "#", rooms);
    for (Lane lane : Lane.values()) {
      configuration.addAddressConfiguration(queue(QueueNames.of(lane)));
      configuration.addAddressConfiguration(queue(QueueNames.held(lane)));
      configuration.addAddressConfiguration(queue(QueueNames.called(lane)));
    }
    configuration.addAddressConfiguration(queue(QueueNames.DEAD_LETTER));
    configuration.addAddressConfiguration(queue(QueueNames.EXPIRED));
    broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration);
    broker.start();
  }

  public void stop() throws Exception {
    broker.stop();
  }

  public ConnectionFactory factory() {
    var factory =
        new ActiveMQJMSConnectionFactory(
            false,
            new TransportConfiguration(
                InVMConnectorFactory.class.getName(), Map.of("serverId", "" + id)));
    factory.setMinLargeMessageSize(400 << 10);
    factory.setConsumerWindowSize(0);
    factory.setBlockOnDurableSend(true);
    return factory;
  }

  /** Takes one message out of a queue; null when none comes for a minute. */
  public <T> T take(String queue, Reading<T> reading) throws Exception {
    try (Connection connection = factory().createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      Message message = consumer.receive(PATIENCE.toMillis());
      return message == null ? null : reading.of(message);
    }
  }

  /** What is made of a message. */
  public interface Reading<T> {
    T of(Message message) throws Exception;
  }

  @Override
  public OptionalLong depth(String queue) {
    if (!broker.getActiveMQServer().isStarted()) {
      return OptionalLong.empty();
    }
    var found = broker.getActiveMQServer().locateQueue(queue);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.getMessageCount());
  }

  /**
   * Waits for a queue to hold this many. Never read a depth at once: the broker answers a commit
   * first and lets counts, browsers and consumers see its messages a moment later.
   */
  public void awaitDepth(String queue, long mails) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(depth(queue)).as(queue).hasValue(mails));
  }

  /** Waits for all queues together to hold this many. */
  public void awaitMails(long all) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(mails()).isEqualTo(all));
  }

  private long mails() {
    var server = broker.getActiveMQServer();
    return server
        .getPostOffice()
        .getAllBindings()
        .filter(QueueBinding.class::isInstance)
        .mapToLong(binding -> ((QueueBinding) binding).getQueue().getMessageCount())
        .sum();
  }

  @Override
  public OptionalLong octets(String queue) {
    var found = broker.getActiveMQServer().locateQueue(queue);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.getPersistentSize());
  }

  @Override
  public OptionalLong count(String queue, String selector) {
    long found = 0;
    var searched = broker.getActiveMQServer().locateQueue(queue);
    if (searched == null) {
      return OptionalLong.of(0);
    }
    try (var all = searched.browserIterator()) {
      Filter filter = FilterImpl.createFilter(selector);
      while (all.hasNext()) {
        found += filter.match(all.next().getMessage()) ? 1 : 0;
      }
    } catch (ActiveMQException e) {
      throw new IllegalArgumentException(e);
    }
    return OptionalLong.of(found);
  }

  @Override
  public OptionalLong move(String from, String selector, String to, int most) {
    var queue = broker.getActiveMQServer().locateQueue(from);
    if (queue == null) {
      return OptionalLong.of(0);
    }
    try {
      return OptionalLong.of(
          queue.moveReferences(
              100, FilterImpl.createFilter(selector), SimpleString.of(to), false, most, null));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (Exception e) {
      // Artemis declares no less.
      throw new IllegalStateException("the broker of this test does not stop", e);
    }
  }

  private static CoreAddressConfiguration queue(String name) {
    return new CoreAddressConfiguration()
        .setName(name)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfig(
            QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST));
  }
}
