package relay.artemis;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import relay.domain.mail.Lane;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueNames;

/** The embedded broker's settings, made from the relay's. */
final class BrokerConfiguration {
  /** Not 0, which a broker of the application server itself may have. */
  static final int IN_VM_ID = 25;

  // Each file is 10 MB and lives for about a second under load; at the default of 10 files the
  // broker
  // compacted all the time, which took 14 % of the CPU of the mail path.
  private static final int COMPACT_FILES_MIN = 60;
  private static final long MB = 1 << 20;
  private static final int PAGE_OCTETS = 4 << 20;
  private static final int SMALL_PAGE_OCTETS = 1 << 20;
  private static final long REDELIVERY_DELAY_MILLIS = 1000;
  private static final long REDELIVERY_DELAY_MILLIS_MAX = 60_000;
  private static final int WITHOUT_LIMIT = -1;

  private BrokerConfiguration() {}

  static Configuration of(BrokerSettings settings, Path folder) throws Exception {
    Configuration broker =
        new ConfigurationImpl()
            .setName("relay")
            .setPersistenceEnabled(true)
            // Without a door only this process can connect, and checks would cost each mail.
            .setSecurityEnabled(settings.door().isOpen())
            .setJMXManagementEnabled(false)
            .setResolveProtocols(false)
            .setJournalType(JournalType.NIO)
            .setJournalSyncTransactional(true)
            .setJournalSyncNonTransactional(true)
            .setJournalDatasync(true)
            .setJournalBufferTimeout_NIO(settings.journalBufferMicros() * 1000)
            .setJournalCompactMinFiles(COMPACT_FILES_MIN)
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setJournalDirectory(folder.resolve("journal").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString())
            .setIDCacheSize(settings.duplicateIds())
            .setPersistIDCache(true)
            .setGlobalMaxSize(settings.memory())
            .setMinDiskFree(settings.diskReserve());
    broker.addAcceptorConfiguration(
        new TransportConfiguration(
            InVMAcceptorFactory.class.getName(),
            Map.of("serverId", String.valueOf(IN_VM_ID)),
            "in-vm"));
    if (settings.door().isOpen()) {
      broker.addAcceptorConfiguration(BrokerDoor.acceptor(settings.door()));
    }
    broker.addAddressSetting("#", other(settings));
    for (String lane : lanes()) {
      broker.addAddressSetting(lane, lane(settings));
    }
    broker.addAddressSetting(QueueNames.ROOM_PREFIX + "#", room(settings));
    // What cannot be read is buried by its reader; what only waits for the database must not be.
    for (String name : new String[] {QueueNames.FEEDBACK, QueueNames.AUTOMATION_EVENTS}) {
      broker.addAddressSetting(name, other(settings).setMaxDeliveryAttempts(WITHOUT_LIMIT));
    }
    // A dead-letter address without a queue drops what is sent there.
    Stream.concat(
            Stream.of(lanes()),
            Stream.concat(
                Arrays.stream(Lane.values())
                    .flatMap(l -> Stream.of(QueueNames.held(l), QueueNames.called(l))),
                Stream.of(
                    QueueNames.FEEDBACK,
                    // before the first event: applications that listen there may not make it
                    QueueNames.FEEDBACK_EVENTS,
                    QueueNames.SUBMISSION,
                    QueueNames.AUTOMATION_EVENTS,
                    QueueNames.SUBMISSION_DEAD,
                    QueueNames.DEAD_LETTER,
                    QueueNames.EXPIRED)))
        .forEach(name -> broker.addAddressConfiguration(queue(name)));
    addEvents(broker, settings);
    return broker;
  }

  private static void addEvents(Configuration broker, BrokerSettings settings) {
    broker.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(QueueNames.EVENTS)
            .addRoutingType(RoutingType.MULTICAST));
    // Events that nobody fetched in time are let go, and not kept elsewhere for ever. An empty name
    // says so: none would be filled in with the one of all addresses.
    for (String told : new String[] {QueueNames.EVENTS, QueueNames.FEEDBACK_EVENTS}) {
      broker.addAddressSetting(
          told,
          other(settings)
              .setExpiryAddress(SimpleString.of(""))
              .setMaxDeliveryAttempts(WITHOUT_LIMIT));
    }
  }

  private static String[] lanes() {
    return new String[] {QueueNames.OTP, QueueNames.TRANSACTIONAL, QueueNames.BULK};
  }

  private static AddressSettings other(BrokerSettings settings) {
    return new AddressSettings()
        .setAutoCreateQueues(true)
        .setAutoCreateAddresses(true)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
        .setDeadLetterAddress(SimpleString.of(QueueNames.DEAD_LETTER))
        .setExpiryAddress(SimpleString.of(QueueNames.EXPIRED))
        .setMaxDeliveryAttempts(settings.deliveryAttemptsMax())
        .setRedeliveryDelay(REDELIVERY_DELAY_MILLIS)
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(REDELIVERY_DELAY_MILLIS_MAX)
        .setIDCacheSize(settings.duplicateIds())
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(settings.otherMemory())
        .setPageSizeBytes(pageSize(settings.otherMemory()));
  }

  private static AddressSettings lane(BrokerSettings settings) {
    return other(settings)
        .setMaxSizeBytes(settings.laneMemory())
        .setPageSizeBytes(pageSize(settings.laneMemory()));
  }

  /**
   * A message that waits is never a defect: only its pump touches it, so nothing may move it to the
   * dead-letter queue.
   */
  private static AddressSettings room(BrokerSettings settings) {
    return other(settings)
        .setMaxDeliveryAttempts(WITHOUT_LIMIT)
        .setRedeliveryDelay(0)
        .setMaxSizeBytes(settings.roomMemory())
        .setPageSizeBytes(pageSize(settings.roomMemory()))
        .setMaxReadPageBytes(Math.toIntExact(Math.min(settings.roomMemory(), 1024 * MB)))
        .setMaxReadPageMessages(WITHOUT_LIMIT);
  }

  /** A page must be well below the limit of its queue; it is also what is deleted at once. */
  private static int pageSize(long memory) {
    return memory >= 2L * PAGE_OCTETS ? PAGE_OCTETS : Math.min(SMALL_PAGE_OCTETS, (int) memory / 2);
  }

  private static CoreAddressConfiguration queue(String name) {
    return new CoreAddressConfiguration()
        .setName(name)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfig(
            QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST));
  }
}
