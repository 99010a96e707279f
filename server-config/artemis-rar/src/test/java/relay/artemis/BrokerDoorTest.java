package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Queue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.delivery.ScriptedServer;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueNames;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Producers of other processes: in with the password, and no further than they should. */
class BrokerDoorTest {
  private static final long WAIT_MILLIS = 60_000;
  private static final String USER = "shop";
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;
  private final int port = freePort();
  private final BrokerSettings settings = settings(Map.of());
  private final EmbeddedBroker broker = EmbeddedBroker.shared();

  @BeforeEach
  void start() throws Exception {
    broker.start(settings, folder);
  }

  @AfterEach
  void stop() throws Exception {
    broker.stop();
  }

  @Test
  void shouldTakeMailFromAProducerWithThePassword() {
    try (JMSContext producer = outside().createContext(USER, PASSWORD)) {
      producer.createProducer().send(producer.createQueue(QueueNames.SUBMISSION), "a mail");
    }

    awaitDepth(QueueNames.SUBMISSION, 1);
  }

  @Test
  void shouldTakeEventsFromAProducerAndLetHimReadNone() {
    try (JMSContext producer = outside().createContext(USER, PASSWORD)) {
      Queue events = producer.createQueue(QueueNames.AUTOMATION_EVENTS);
      producer.createProducer().send(events, "an event");

      assertThatThrownBy(() -> producer.createConsumer(events))
          .isInstanceOf(JMSRuntimeException.class);
    }

    awaitDepth(QueueNames.AUTOMATION_EVENTS, 1);
  }

  @Test
  void shouldLetTheRelayItselfDoEverything() throws Exception {
    try (var factory = BrokerConnectionFactory.connectedBy(settings);
        JMSContext relay = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      Queue lane = relay.createQueue(QueueNames.OTP);
      relay.createProducer().send(lane, "a password");
      relay.commit();

      assertThat(relay.createConsumer(lane).receiveBody(String.class, WAIT_MILLIS))
          .isEqualTo("a password");
      relay.commit();
    }
  }

  @Test
  void shouldLetAProducerHearTheEventsOfItsMail() throws Exception {
    try (var factory = BrokerConnectionFactory.connectedBy(settings);
        JMSContext relay = factory.createContext();
        JMSContext producer = outside().createContext(USER, PASSWORD)) {
      Queue events = producer.createQueue("shop.mail.events");
      var consumer = producer.createConsumer(events);
      relay.createProducer().send(relay.createQueue("shop.mail.events"), "RECEIVED");

      assertThat(consumer.receiveBody(String.class, WAIT_MILLIS)).isEqualTo("RECEIVED");
    }
  }

  @Test
  void shouldLetAnApplicationListenBeforeTheFirstEvent() {
    try (JMSContext application = outside().createContext(USER, PASSWORD);
        var topic = application.createConsumer(application.createTopic(QueueNames.EVENTS));
        var queue =
            application.createConsumer(application.createQueue(QueueNames.FEEDBACK_EVENTS))) {
      assertThat(topic.receiveNoWait()).isNull();
      assertThat(queue.receiveNoWait()).isNull();
    }
  }

  @Test
  void shouldRefuseThoseWithoutThePassword() {
    assertThatThrownBy(() -> outside().createContext(USER, "guess").close())
        .isInstanceOf(JMSSecurityRuntimeException.class);
    assertThatThrownBy(() -> outside().createContext("other", PASSWORD).close())
        .isInstanceOf(JMSSecurityRuntimeException.class);
    assertThatThrownBy(() -> outside().createContext().close())
        .isInstanceOf(JMSSecurityRuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        QueueNames.OTP,
        QueueNames.DEAD_LETTER,
        QueueNames.ROOM_PREFIX + "otp.5",
        "activemq.management"
      })
  void shouldLetAProducerNeitherSendToNorReadTheRelaysOwnQueues(String name) {
    try (JMSContext producer = outside().createContext(USER, PASSWORD)) {
      Queue queue = producer.createQueue(name);

      assertThatThrownBy(() -> producer.createProducer().send(queue, "forged"))
          .isInstanceOf(JMSRuntimeException.class);
      assertThatThrownBy(() -> producer.createConsumer(queue))
          .isInstanceOf(JMSRuntimeException.class);
    }
    assertThat(broker.depth(name).orElse(0)).isZero();
  }

  @Test
  void shouldLetAProducerNotReadTheMailOfOthers() {
    try (JMSContext producer = outside().createContext(USER, PASSWORD)) {
      Queue submission = producer.createQueue(QueueNames.SUBMISSION);

      assertThatThrownBy(() -> producer.createConsumer(submission))
          .isInstanceOf(JMSRuntimeException.class);
    }
  }

  @Test
  void shouldSpeakTlsWithAKeyStore() throws Exception {
    stop();
    Path keys = folder.resolve("mx.example.p12");
    try (var store = ScriptedServer.class.getResourceAsStream("mx.example.p12")) {
      Files.copy(store, keys);
    }
    broker.start(
        settings(
            Map.of(
                "broker.door.key-store",
                keys.toString(),
                "broker.door.key-store-password",
                "changeit")),
        folder);
    String url =
        "tcp://127.0.0.1:"
            + port
            + "?sslEnabled=true&verifyHost=false&trustStoreType=PKCS12&trustStorePath="
            + keys
            + "&trustStorePassword=changeit&trustAll=true";
    try (var factory = new ActiveMQConnectionFactory(url);
        JMSContext producer = factory.createContext(USER, PASSWORD)) {
      producer.createProducer().send(producer.createQueue(QueueNames.SUBMISSION), "a mail");
    }

    awaitDepth(QueueNames.SUBMISSION, 1);
    try (var clearText = new ActiveMQConnectionFactory(url("callTimeout=2000"))) {
      assertThatThrownBy(() -> clearText.createContext(USER, PASSWORD).close())
          .as("the door says nothing to it")
          .isInstanceOf(JMSRuntimeException.class);
    }
  }

  @Test
  void shouldNotOpenWithoutAPasswordNorToTheNetworkInClearText() {
    assertThatThrownBy(() -> settings(Map.of("broker.door.user", "")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("broker.door.user");
    assertThatThrownBy(() -> settings(Map.of("broker.door.password", "short")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("broker.door.password")
        .hasMessageNotContaining("short");
    assertThatThrownBy(() -> settings(Map.of("broker.door.address", "0.0.0.0")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("broker.door.key-store");
  }

  /** The broker answers a commit first and counts its messages a moment later. */
  private void awaitDepth(String queue, long mails) {
    await()
        .atMost(Duration.ofMillis(WAIT_MILLIS))
        .untilAsserted(() -> assertThat(broker.depth(queue)).as(queue).hasValue(mails));
  }

  private ConnectionFactory outside() {
    return new ActiveMQConnectionFactory(url("reconnectAttempts=0"));
  }

  private String url(String parameter) {
    return "tcp://127.0.0.1:" + port + "?" + parameter;
  }

  private BrokerSettings settings(Map<String, String> changes) {
    Map<String, String> file = new HashMap<>();
    file.put("broker.door.port", String.valueOf(port));
    file.put("broker.door.user", USER);
    file.put("broker.door.password", PASSWORD);
    file.putAll(changes);
    return BrokerSettings.from(Settings.of(BrokerSettings.ALL, file, Map.of()));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
