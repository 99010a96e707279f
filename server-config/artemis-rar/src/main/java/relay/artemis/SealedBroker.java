package relay.artemis;

import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import relay.domain.secret.ContentSeal;

/** A broker that keeps its files by {@link SealedStorage}. */
final class SealedBroker extends EmbeddedActiveMQ {
  private final ContentSeal seal;

  SealedBroker(ContentSeal seal) {
    this.seal = seal;
  }

  @Override
  public void createActiveMQServer() {
    if (activeMQServer == null) {
      activeMQServer =
          new ActiveMQServerImpl(configuration, securityManager()) {
            @Override
            protected StorageManager createStorageManager() {
              return SealedStorage.of(this, seal);
            }
          };
    }
  }

  /** The broker wants one, also where it checks nobody. */
  private ActiveMQSecurityManager securityManager() {
    return securityManager == null ? new ActiveMQJAASSecurityManager() : securityManager;
  }
}
