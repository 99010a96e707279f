package relay.ejb.broker;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueCensus;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.TopicGauge;

/**
 * The broker of this server, looked up once.
 *
 * <p>Always the relay's own Artemis adapter, whose sessions may be transacted from inside beans.
 * Thread-safe.
 */
@ApplicationScoped
public class Broker implements QueueGauge, QueueCensus, QueueSearch, TopicGauge {
  /** Plain connections to the relay's own broker, outside of container transactions. */
  public static final String PLAIN = "java:app/jms/RelayBroker";

  /** The container's pool over the relay's own broker; its sessions join JTA transactions. */
  public static final String POOLED = "java:app/jms/RelayCF";

  private static final int CAUSES_MAX = 10;

  private ConnectionFactory factory;

  @PostConstruct
  void lookUp() {
    try {
      factory = (ConnectionFactory) new InitialContext().lookup(PLAIN);
    } catch (NamingException e) {
      throw new IllegalStateException(
          "no JMS connection factory at " + PLAIN + ": deploy artemis-rar before the application",
          e);
    }
  }

  /** Makes connections; keep them, they are dear. */
  public ConnectionFactory connectionFactory() {
    return factory;
  }

  /**
   * Whether a send or commit failed only because the broker has a message with this {@code
   * _AMQ_DUPL_ID} already. Nothing of the transaction was kept then: in a batch, leave that one out
   * and commit the others again.
   */
  public static boolean isRepeatedSend(JMSException failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
      if (cause.getClass().getSimpleName().equals("ActiveMQDuplicateIdException")) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  @Override
  public OptionalLong depth(String queue) {
    return factory instanceof QueueGauge gauge ? gauge.depth(queue) : OptionalLong.empty();
  }

  @Override
  public boolean isEmpty(String queue) {
    return factory instanceof QueueGauge gauge && gauge.isEmpty(queue);
  }

  @Override
  public OptionalLong octets(String queue) {
    return factory instanceof QueueGauge gauge ? gauge.octets(queue) : OptionalLong.empty();
  }

  @Override
  public Optional<Set<QueueId>> present(String queue, Set<QueueId> mails) {
    return factory instanceof QueueCensus census ? census.present(queue, mails) : Optional.empty();
  }

  @Override
  public OptionalLong count(String queue, String selector) {
    return factory instanceof QueueSearch search
        ? search.count(queue, selector)
        : OptionalLong.empty();
  }

  @Override
  public OptionalLong move(String from, String selector, String to, int most) {
    return factory instanceof QueueSearch search
        ? search.move(from, selector, to, most)
        : OptionalLong.empty();
  }

  @Override
  public OptionalLong subscriptions(String topic) {
    return factory instanceof TopicGauge gauge ? gauge.subscriptions(topic) : OptionalLong.empty();
  }

  @Override
  public boolean isFull() {
    return factory instanceof QueueGauge gauge && gauge.isFull();
  }
}
