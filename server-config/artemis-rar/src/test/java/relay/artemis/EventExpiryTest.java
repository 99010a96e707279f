package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueNames;
import relay.domain.settings.Settings;

/** What became too old at the broker of the product. */
class EventExpiryTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final BrokerSettings settings =
      BrokerSettings.from(Settings.of(BrokerSettings.ALL, Map.of(), Map.of()));
  private final EmbeddedBroker broker = EmbeddedBroker.shared();
  private ActiveMQJMSConnectionFactory factory;

  @BeforeEach
  void start() throws Exception {
    broker.start(settings, folder);
    factory = BrokerConnectionFactory.connectedBy(settings);
    // as applications connect: the relay's own sessions take one message at a time
    factory.setConsumerWindowSize(1 << 20);
  }

  @AfterEach
  void stop() throws Exception {
    factory.close();
    broker.stop();
  }

  @Test
  void shouldShowTheOperatorAMailThatAProducerLetBecomeTooOld() {
    expire(QueueNames.SUBMISSION);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(broker.depth(QueueNames.EXPIRED)).hasValue(1));
  }

  /** Else they would stand there for ever, for nobody reads them. */
  @Test
  void shouldLetEventsGoThatNobodyFetchedInTime() {
    expire(QueueNames.FEEDBACK_EVENTS);
    expire(QueueNames.SUBMISSION);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(broker.depth(QueueNames.EXPIRED)).hasValue(1));
  }

  /** A consumer looks at it too late; what comes behind it proves that it was looked at. */
  private void expire(String name) {
    try (JMSContext context = factory.createContext()) {
      var queue = context.createQueue(name);
      context.createProducer().setTimeToLive(1).send(queue, "too old");
      await().atMost(PATIENCE).until(() -> broker.depth(name).orElse(0) == 1);
      context.createProducer().setTimeToLive(0).send(queue, "fresh");
      assertThat(context.createConsumer(queue).receiveBody(String.class, PATIENCE.toMillis()))
          .isEqualTo("fresh");
    }
    await().atMost(PATIENCE).until(() -> broker.depth(name).orElse(-1) == 0);
  }
}
