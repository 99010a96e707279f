package relay.endtoend;

import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import relay.domain.queue.QueueNames;

/**
 * A broker of its own on a port of its own, which can be stopped and started while clients use it.
 */
final class OutsideBroker {
  private final Path folder;
  private final int port;
  private EmbeddedActiveMQ broker;

  OutsideBroker(Path folder) throws Exception {
    this.folder = folder;
    this.port = RelayProcess.freePort();
    start();
  }

  /** As the setting {@code broker.hosts} wants it. */
  String host() {
    return "127.0.0.1:" + port;
  }

  void start() throws Exception {
    var settings =
        new AddressSettings()
            .setDefaultQueueRoutingType(RoutingType.ANYCAST)
            .setAutoDeleteQueues(false)
            .setAutoDeleteAddresses(false)
            .setDeadLetterAddress(SimpleString.of(QueueNames.DEAD_LETTER))
            .setExpiryAddress(SimpleString.of(QueueNames.EXPIRED))
            .setRedeliveryDelay(200);
    var configuration =
        new ConfigurationImpl()
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setJournalType(JournalType.NIO)
            .setJournalBufferTimeout_NIO(300_000)
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setJournalDirectory(folder.resolve("journal").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString());
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            NettyAcceptorFactory.class.getName(), Map.of("host", "127.0.0.1", "port", port)));
    configuration.addAddressSetting("#", settings);
    broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration);
    broker.start();
  }

  void stop() throws Exception {
    broker.stop();
  }
}
