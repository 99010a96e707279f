package relay.artemis;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.reader.TextMessageUtil;
import org.apache.activemq.artemis.utils.CompositeAddress;
import relay.domain.queue.QueueNames;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.SealedSubmission;

/**
 * Seals what producers put into the queues for mail and events before the broker writes any of it.
 * All other queues get their contents sealed by the relay itself. Large messages, which the broker
 * writes to their files while they arrive, are sealed there ({@link SealedStorage}). Thread-safe.
 */
final class SubmissionSealer implements ActiveMQServerMessagePlugin {
  private final ContentSeal seal;

  /**
   * @param seal one that seals
   */
  SubmissionSealer(ContentSeal seal) {
    this.seal = seal;
  }

  @Override
  public void beforeSend(
      ServerSession session,
      Transaction transaction,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue) {
    if (!isHandedIn(message)) {
      return;
    }
    message.removeProperty(SealedSubmission.PLACE);
    message.removeProperty(SealedSubmission.TEXT);
    message.removeProperty(SealedSubmission.KEY);
    if (message.isLargeMessage()) {
      message.putStringProperty(SealedSubmission.KEY, seal.newestKey());
    } else if (message instanceof ICoreMessage core) {
      seal(core);
    }
  }

  private static boolean isHandedIn(Message message) {
    String address = message.getAddress();
    return isHandedIn(address, QueueNames.SUBMISSION)
        || isHandedIn(address, QueueNames.AUTOMATION_EVENTS);
  }

  private static boolean isHandedIn(String address, String queue) {
    return address != null
        && address.startsWith(queue)
        && CompositeAddress.extractAddressName(address).equals(queue);
  }

  private void seal(ICoreMessage message) {
    boolean isText = message.getType() == Message.TEXT_TYPE;
    byte[] octets = isText ? text(message) : octets(message);
    boolean isMail = isText || message.getType() == Message.BYTES_TYPE;
    if (!isMail || octets.length == 0) {
      return; // nothing to seal, and for the door to refuse
    }
    String place = UUID.randomUUID().toString();
    byte[] sealed = seal.seal(octets, place);
    message.setType(Message.BYTES_TYPE);
    ActiveMQBuffer body = message.getBodyBuffer();
    body.clear();
    body.writeBytes(sealed);
    message.putStringProperty(SealedSubmission.PLACE, place);
    message.putStringProperty(SealedSubmission.KEY, seal.newestKey());
    if (isText) {
      message.putBooleanProperty(SealedSubmission.TEXT, true);
    }
  }

  private static byte[] text(ICoreMessage message) {
    SimpleString text = TextMessageUtil.readBodyText(message.getReadOnlyBodyBuffer());
    return text == null ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] octets(ICoreMessage message) {
    ActiveMQBuffer body = message.getReadOnlyBodyBuffer();
    byte[] octets = new byte[body.readableBytes()];
    body.readBytes(octets);
    return octets;
  }
}
