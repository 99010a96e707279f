package relay.artemis;

import java.util.Set;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.utils.CompositeAddress;
import relay.domain.queue.QueueNames;
import relay.domain.secret.ContentSeal;

/**
 * The broker's storage, which hides the files of large messages that producers hand in, and of the
 * dead letters that become of them. Those of the lanes hold contents that the relay has sealed
 * already. Thread-safe.
 */
final class SealedStorage extends JournalStorageManager {
  private static final Set<String> HANDED_IN =
      Set.of(
          QueueNames.SUBMISSION,
          QueueNames.AUTOMATION_EVENTS,
          QueueNames.SUBMISSION_DEAD,
          QueueNames.DEAD_LETTER,
          QueueNames.EXPIRED);
  private final ContentSeal seal;

  private SealedStorage(
      Configuration configuration,
      ActiveMQServerImpl server,
      IOCriticalErrorListener listener,
      ContentSeal seal) {
    super(
        configuration,
        server.getCriticalAnalyzer(),
        server.getExecutorFactory(),
        server.getScheduledPool(),
        server.getIOExecutorFactory(),
        listener);
    this.seal = seal;
    largeMessagesFactory =
        new SealedFiles(configuration.getLargeMessagesLocation(), listener, seal);
  }

  /** Of a server that is about to start. */
  static SealedStorage of(ActiveMQServerImpl server, ContentSeal seal) {
    var storage =
        new SealedStorage(
            server.getConfiguration(), server, server.getIoCriticalErrorListener(), seal);
    server.getCriticalAnalyzer().add(storage);
    return storage;
  }

  @Override
  public LargeServerMessage createCoreLargeMessage(long id, Message message) throws Exception {
    LargeServerMessage made = super.createCoreLargeMessage(id, message);
    if (seal.isSealing() && isHandedIn(message)) {
      var extension =
          message.isDurable() ? LargeMessageExtension.DURABLE : LargeMessageExtension.TEMPORARY;
      ((SealedFile) createFileForLargeMessage(id, extension)).begin();
    }
    return made;
  }

  private static boolean isHandedIn(Message message) {
    String address = message.getAddress();
    return address != null && HANDED_IN.contains(CompositeAddress.extractAddressName(address));
  }
}
