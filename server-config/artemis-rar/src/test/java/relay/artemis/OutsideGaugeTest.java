package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueNames;
import relay.domain.settings.Settings;

class OutsideGaugeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final int port = freePort();
  private final BrokerSettings settings =
      BrokerSettings.from(
          Settings.of(BrokerSettings.ALL, Map.of("broker.hosts", "127.0.0.1:" + port), Map.of()));
  private final AtomicLong nanos = new AtomicLong();
  private final OutsideGauge gauge = new OutsideGauge(nanos::get);
  private EmbeddedActiveMQ broker;

  @BeforeEach
  void start() throws Exception {
    startBroker();
    gauge.open(settings);
  }

  @AfterEach
  void stop() throws Exception {
    gauge.close();
    broker.stop();
  }

  @Test
  void shouldTellNothingBeforeItWasAskedOnce() {
    assertThat(gauge.depth(QueueNames.OTP)).isEmpty();

    gauge.look();

    assertThat(gauge.depth(QueueNames.OTP)).as("no such queue yet").hasValue(0);
    assertThat(gauge.depth(QueueNames.BULK)).as("not asked for before").isEmpty();
  }

  @Test
  void shouldCountTheMailsOfAQueueWhoeverTookThem() throws Exception {
    try (var factory = BrokerConnectionFactory.connectedBy(settings);
        JMSContext context = factory.createContext()) {
      for (int i = 0; i < 3; i++) {
        context.createProducer().send(context.createQueue(QueueNames.BULK), "a mail");
      }
      awaitValue(3, () -> gauge.depth(QueueNames.BULK));

      try (var worker = context.createConsumer(context.createQueue(QueueNames.BULK))) {
        assertThat(worker.receiveBody(String.class, PATIENCE.toMillis())).isEqualTo("a mail");
        awaitValue(2, () -> gauge.depth(QueueNames.BULK));
        assertThat(gauge.consumers(QueueNames.BULK)).hasValue(1);
      }
    }
  }

  @Test
  void shouldTellNothingWhileTheBrokerIsAwayAndAgainWhenItIsBack() throws Exception {
    awaitValue(0, () -> gauge.depth(QueueNames.OTP));

    broker.stop();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              gauge.look();
              return gauge.depth(QueueNames.OTP).isEmpty();
            });

    startBroker();
    awaitValue(0, () -> gauge.depth(QueueNames.OTP));
  }

  @Test
  void shouldNotGoOnLookingForWhatNobodyAsksAboutAnyMore() {
    awaitValue(0, () -> gauge.depth(QueueNames.OTP));

    nanos.addAndGet(TimeUnit.MINUTES.toNanos(3));
    gauge.look();

    assertThat(gauge.depth(QueueNames.OTP)).isEmpty();
  }

  /** The broker answers a commit first and counts its messages a moment later. */
  private void awaitValue(long value, Supplier<OptionalLong> asked) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              asked.get();
              gauge.look();
              assertThat(asked.get()).hasValue(value);
            });
  }

  private void startBroker() throws Exception {
    broker = new EmbeddedActiveMQ();
    broker.setConfiguration(
        new ConfigurationImpl()
            .setName("outside")
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .addAddressSetting(
                "#", new AddressSettings().setDefaultQueueRoutingType(RoutingType.ANYCAST))
            .addAcceptorConfiguration(
                new TransportConfiguration(
                    NettyAcceptorFactory.class.getName(),
                    Map.of("host", "127.0.0.1", "port", port))));
    broker.start();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
