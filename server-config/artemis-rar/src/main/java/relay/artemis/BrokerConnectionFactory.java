package relay.artemis;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.QueueId;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueCensus;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.TopicGauge;

/**
 * Plain connections to the broker, outside of the container's transactions: a session made with
 * {@code SESSION_TRANSACTED} commits in the caller's own code, where a failure throws. An
 * administered object; every instance leads to the same broker. Thread-safe.
 */
public class BrokerConnectionFactory
    implements ConnectionFactory, QueueGauge, QueueCensus, QueueSearch, TopicGauge, Serializable {
  private static final long serialVersionUID = 1;
  private static final ConnectionGate GATE = new ConnectionGate(System::nanoTime);

  private transient ActiveMQJMSConnectionFactory artemis;

  @Override
  public Connection createConnection() throws JMSException {
    return GATE.open(() -> artemis().createConnection());
  }

  @Override
  public Connection createConnection(String user, String password) throws JMSException {
    return GATE.open(() -> artemis().createConnection(user, password));
  }

  @Override
  public JMSContext createContext() {
    return artemis().createContext();
  }

  @Override
  public JMSContext createContext(String user, String password) {
    return artemis().createContext(user, password);
  }

  @Override
  public JMSContext createContext(String user, String password, int sessionMode) {
    return artemis().createContext(user, password, sessionMode);
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return artemis().createContext(sessionMode);
  }

  @Override
  public OptionalLong depth(String queue) {
    return EmbeddedBroker.shared().isRunning()
        ? EmbeddedBroker.shared().depth(queue)
        : OutsideGauge.shared().depth(queue);
  }

  /** What an outside broker told a moment ago is never proof. */
  @Override
  public boolean isEmpty(String queue) {
    return EmbeddedBroker.shared().depth(queue).orElse(1) == 0;
  }

  @Override
  public OptionalLong octets(String queue) {
    return EmbeddedBroker.shared().octets(queue);
  }

  @Override
  public Optional<Set<QueueId>> present(String queue, Set<QueueId> mails) {
    return EmbeddedBroker.shared().present(queue, mails);
  }

  @Override
  public OptionalLong count(String queue, String selector) {
    return EmbeddedBroker.shared().count(queue, selector);
  }

  @Override
  public OptionalLong move(String from, String selector, String to, int most) {
    return EmbeddedBroker.shared().move(from, selector, to, most);
  }

  @Override
  public OptionalLong subscriptions(String topic) {
    return EmbeddedBroker.shared().subscriptions(topic);
  }

  @Override
  public boolean isFull() {
    return EmbeddedBroker.shared().isFull();
  }

  private synchronized ActiveMQJMSConnectionFactory artemis() {
    if (artemis == null) {
      artemis = connectedBy(RelayConfiguration.load().broker());
    }
    return artemis;
  }

  static ActiveMQJMSConnectionFactory connectedBy(BrokerSettings settings) {
    BrokerLink link = BrokerLink.of(settings);
    ActiveMQJMSConnectionFactory made =
        new ActiveMQJMSConnectionFactory(
            link.isCluster(), link.connectors().toArray(TransportConfiguration[]::new));
    made.setMinLargeMessageSize(settings.largeMessage());
    made.setConsumerWindowSize(settings.prefetch());
    made.setBlockOnDurableSend(true);
    made.setUseTopologyForLoadBalancing(BrokerLink.CHOOSES_FROM_TOPOLOGY);
    made.setRetryInterval(BrokerLink.RETRY_MILLIS);
    if (!settings.user().isEmpty()) {
      made.setUser(settings.user());
      made.setPassword(settings.password());
    }
    return made;
  }
}
