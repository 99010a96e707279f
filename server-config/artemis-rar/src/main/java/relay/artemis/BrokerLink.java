package relay.artemis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.BrokerTlsSettings;

/** How clients reach the broker: inside the process, or over TCP to outside brokers. */
record BrokerLink(List<TransportConfiguration> connectors, boolean isCluster) {

  /**
   * A connection is opened to the hosts of the settings, one after the other, and never to what the
   * brokers tell of each other. A backup that announces itself before its primary has taken its own
   * place stands in their topology without it for as long as they run (Artemis 2.53), and the
   * client then fails with a NullPointerException each time it chooses from there.
   */
  static final boolean CHOOSES_FROM_TOPOLOGY = false;

  /** Between two hosts; the client's own pause is 2 s, in which it lets nobody else try. */
  static final long RETRY_MILLIS = 200;

  // A broker whose machine is gone says nothing at all; by default that takes 30 s to notice.
  private static final String CONNECT_MILLIS_MAX = "5000";

  static BrokerLink of(BrokerSettings settings) {
    if (settings.isEmbedded()) {
      String id = String.valueOf(BrokerConfiguration.IN_VM_ID);
      return new BrokerLink(
          List.of(
              new TransportConfiguration(
                  InVMConnectorFactory.class.getName(), Map.of("serverId", id))),
          false);
    }
    return new BrokerLink(
        settings.hosts().stream().map(host -> toHost(host, settings.tls())).toList(),
        settings.hosts().size() > 1);
  }

  /** As the resource adapter wants them: one class name for each connector. */
  String classNames() {
    return connectors.stream()
        .map(TransportConfiguration::getFactoryClassName)
        .collect(Collectors.joining(","));
  }

  /** As the resource adapter wants them: connectors by comma, parameters by semicolon. */
  String parameters() {
    return connectors.stream()
        .map(
            connector ->
                connector.getParams().entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .collect(Collectors.joining(";")))
        .collect(Collectors.joining(","));
  }

  private static TransportConfiguration toHost(String hostAndPort, BrokerTlsSettings tls) {
    int colon = hostAndPort.lastIndexOf(':');
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put(TransportConstants.HOST_PROP_NAME, hostAndPort.substring(0, colon));
    parameters.put(TransportConstants.PORT_PROP_NAME, hostAndPort.substring(colon + 1));
    parameters.put(TransportConstants.NETTY_CONNECT_TIMEOUT, CONNECT_MILLIS_MAX);
    if (tls.on()) {
      parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, "true");
      parameters.put(TransportConstants.VERIFY_HOST_PROP_NAME, "true");
      parameters.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3");
    }
    tls.trustStore()
        .ifPresent(
            file -> {
              parameters.put(TransportConstants.TRUSTSTORE_TYPE_PROP_NAME, "PKCS12");
              parameters.put(TransportConstants.TRUSTSTORE_PATH_PROP_NAME, file);
              parameters.put(
                  TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME, tls.trustStorePassword());
            });
    return new TransportConfiguration(
        NettyConnectorFactory.class.getName(), Collections.unmodifiableMap(parameters));
  }
}
