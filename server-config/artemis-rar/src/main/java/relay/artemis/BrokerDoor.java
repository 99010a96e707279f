package relay.artemis;

import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import relay.domain.queue.BrokerDoorSettings;

/** The acceptor for producers of other processes. */
final class BrokerDoor {
  static final String NAME = "door";

  private BrokerDoor() {}

  static TransportConfiguration acceptor(BrokerDoorSettings door) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put(TransportConstants.HOST_PROP_NAME, door.address().getHostAddress());
    parameters.put(TransportConstants.PORT_PROP_NAME, door.port());
    parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, "CORE");
    parameters.put(TransportConstants.CONNECTIONS_ALLOWED, door.connectionsMax());
    parameters.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
    parameters.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
    door.keyStore()
        .ifPresent(
            file -> {
              parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
              parameters.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
              parameters.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, file);
              parameters.put(
                  TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, door.keyStorePassword());
              parameters.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3,TLSv1.2");
            });
    return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, NAME);
  }
}
