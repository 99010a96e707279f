package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.queue.BrokerSettings;
import relay.domain.settings.Settings;

class BrokerLinkTest {

  @Test
  void shouldStayInsideTheProcessByDefault() {
    BrokerLink link = linkOf(Map.of());

    assertThat(link.classNames()).endsWith(".InVMConnectorFactory");
    assertThat(link.parameters()).isEqualTo("serverId=25");
    assertThat(link.isCluster()).isFalse();
  }

  @Test
  void shouldNameEveryOutsideBroker() {
    BrokerLink link = linkOf(Map.of("broker.hosts", "one.example:61616,two.example:61617"));

    assertThat(link.classNames().split(","))
        .hasSize(2)
        .allMatch(c -> c.endsWith("NettyConnectorFactory"));
    assertThat(link.parameters().split(","))
        .hasSize(2)
        .anyMatch(p -> p.contains("host=one.example") && p.contains("port=61616"))
        .anyMatch(p -> p.contains("host=two.example") && p.contains("port=61617"));
    assertThat(link.isCluster()).isTrue();
  }

  @Test
  void shouldSpeakTlsToHostsWhoseNameTheCertificateHas() {
    BrokerLink link =
        linkOf(
            Map.of(
                "broker.hosts", "one.example:61616",
                "broker.tls", "true",
                "broker.trust-store", "/etc/relay/brokers.p12",
                "broker.trust-store-password", "secret"));

    assertThat(link.parameters().split(";"))
        .contains(
            "sslEnabled=true",
            "verifyHost=true",
            "trustStorePath=/etc/relay/brokers.p12",
            "trustStorePassword=secret");
  }

  private static BrokerLink linkOf(Map<String, String> file) {
    return BrokerLink.of(BrokerSettings.from(Settings.of(BrokerSettings.ALL, file, Map.of())));
  }
}
