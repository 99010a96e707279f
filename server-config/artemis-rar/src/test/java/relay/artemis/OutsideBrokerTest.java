package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Queue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.Pair;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.client.impl.ServerLocatorImpl;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.delivery.ScriptedServer;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueNames;
import relay.domain.settings.Settings;

/** The relay's connections to a broker that is not ours, over TCP, with a user of that broker. */
class OutsideBrokerTest {
  private static final long WAIT_MILLIS = 60_000;
  @TempDir Path folder;
  private final int port = freePort();
  private EmbeddedActiveMQ outside;

  @BeforeEach
  void start() throws Exception {
    start(Map.of("host", "127.0.0.1", "port", port));
  }

  private void start(Map<String, Object> acceptor) throws Exception {
    outside = new EmbeddedActiveMQ();
    outside.setConfiguration(
        new ConfigurationImpl()
            .setName("outside")
            .setPersistenceEnabled(false)
            .setJMXManagementEnabled(false)
            .addAcceptorConfiguration(
                new TransportConfiguration(NettyAcceptorFactory.class.getName(), acceptor)));
    outside.setSecurityManager(new OneUser());
    outside.start();
  }

  @AfterEach
  void stop() throws Exception {
    outside.stop();
  }

  @Test
  void shouldCommitAndTakeMailAtTheBrokerOfTheSettings() throws Exception {
    byte[] mail = new byte[600_000];
    try (var factory = BrokerConnectionFactory.connectedBy(settings("secret"));
        JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      Queue lane = context.createQueue(QueueNames.BULK);
      BytesMessage message = context.createBytesMessage();
      message.writeBytes(mail);
      context.createProducer().send(lane, message);
      context.commit();

      byte[] taken = context.createConsumer(lane).receiveBody(byte[].class, WAIT_MILLIS);
      context.commit();

      assertThat(taken).isEqualTo(mail);
    }
  }

  @Test
  void shouldRefuseARepeatedSendThereToo() throws Exception {
    try (var factory = BrokerConnectionFactory.connectedBy(settings("secret"));
        JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      send(context);
      context.commit();
      send(context);

      assertThatThrownBy(context::commit).isInstanceOf(JMSRuntimeException.class);
    }
  }

  @Test
  void shouldGiveTheUserOfTheSettings() throws Exception {
    try (var factory = BrokerConnectionFactory.connectedBy(settings("wrong"))) {
      assertThatThrownBy(() -> factory.createContext().close())
          .isInstanceOf(JMSSecurityRuntimeException.class);
    }
  }

  @Test
  void shouldSpeakTlsAndOnlyWithTheHostOfTheCertificate() throws Exception {
    Path keys = folder.resolve("mx.example.p12");
    try (var store = ScriptedServer.class.getResourceAsStream("mx.example.p12")) {
      Files.copy(store, keys);
    }
    stop();
    start(
        Map.of(
            "host",
            "127.0.0.1,127.0.0.2",
            "port",
            port,
            "sslEnabled",
            true,
            "keyStoreType",
            "PKCS12",
            "keyStorePath",
            keys.toString(),
            "keyStorePassword",
            "changeit"));
    Map<String, String> tls =
        Map.of(
            "broker.tls", "true",
            "broker.trust-store", keys.toString(),
            "broker.trust-store-password", "changeit");

    try (var factory = BrokerConnectionFactory.connectedBy(settings("localhost", "secret", tls));
        JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      send(context);
      context.commit();
    }
    try (var wrongName = BrokerConnectionFactory.connectedBy(settings("127.0.0.2", "secret", tls));
        var unknown =
            BrokerConnectionFactory.connectedBy(
                settings("localhost", "secret", Map.of("broker.tls", "true")))) {
      assertThatThrownBy(() -> wrongName.createContext().close())
          .isInstanceOf(JMSRuntimeException.class);
      assertThatThrownBy(() -> unknown.createContext().close())
          .isInstanceOf(JMSRuntimeException.class);
    }
  }

  /** Seen of a pair whose backup was quicker: nothing was taken until both were started again. */
  @Test
  void shouldConnectAlthoughTheBrokersTellOfABackupWithoutItsPrimary() throws Exception {
    BrokerSettings pair = settings("127.0.0.1:" + freePort() + ",127.0.0.1", "secret", Map.of());
    try (var factory = BrokerConnectionFactory.connectedBy(pair)) {
      var client = (ServerLocatorImpl) factory.getServerLocator();
      TransportConfiguration backup = BrokerLink.of(pair).connectors().get(0);

      client.notifyNodeUp(1, "the pair", null, null, new Pair<>(null, backup), true);

      for (int i = 0; i < 3; i++) {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
          context
              .createProducer()
              .send(context.createQueue(QueueNames.OTP), context.createTextMessage());
          context.commit();
        }
      }
    }
  }

  private static void send(JMSContext context) throws JMSException {
    var message = context.createTextMessage("once");
    message.setStringProperty("_AMQ_DUPL_ID", "the same");
    context.createProducer().send(context.createQueue(QueueNames.OTP), message);
  }

  private BrokerSettings settings(String password) {
    return settings("127.0.0.1", password, Map.of());
  }

  private BrokerSettings settings(String host, String password, Map<String, String> tls) {
    Map<String, String> file = new HashMap<>(tls);
    file.put("broker.hosts", host + ":" + port);
    file.put("broker.user", "relay");
    file.put("broker.password", password);
    return BrokerSettings.from(Settings.of(BrokerSettings.ALL, file, Map.of()));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Knows the user relay with the password secret, who may do everything. */
  private static final class OneUser implements ActiveMQSecurityManager {
    @Override
    public boolean validateUser(String user, String password) {
      return "relay".equals(user) && "secret".equals(password);
    }

    @Override
    public boolean validateUserAndRole(
        String user, String password, java.util.Set<Role> roles, CheckType wish) {
      return validateUser(user, password);
    }
  }
}
