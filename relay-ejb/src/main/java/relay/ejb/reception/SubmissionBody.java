package relay.ejb.reception;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import relay.domain.queue.QueueUnavailable;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.ContentUnreadable;
import relay.domain.secret.FileSeal;
import relay.domain.secret.SealedSubmission;

/**
 * What a producer wrote, opened where the broker sealed it, and not larger than a mail may be. A
 * content whose key is missing is not read now ({@link QueueUnavailable}). Thread-safe.
 */
final class SubmissionBody {
  /** More than sealing adds to what is in memory. */
  private static final int SEAL_OCTETS_MAX = 64 << 10;

  private final ContentSeal seal;

  SubmissionBody(ContentSeal seal) {
    this.seal = seal;
  }

  /** Whether the producer sent a text. */
  static boolean isText(Message message) throws JMSException {
    return message instanceof TextMessage || message.propertyExists(SealedSubmission.TEXT);
  }

  /** Of a text, as it was handed in. */
  String text(Message message, ReceptionPolicy policy) throws JMSException, MalformedSubmission {
    String text =
        message instanceof BytesMessage sealed
            ? new String(octets(sealed, policy), StandardCharsets.UTF_8)
            : message.getBody(String.class);
    if (text == null && message.propertyExists(SealedSubmission.KEY)) {
      throw keyMissing(message);
    }
    if (text == null) {
      throw new MalformedSubmission("the TextMessage is empty");
    }
    checkSize(text.length(), policy);
    return text;
  }

  /** Of a mail, as it was handed in. */
  byte[] octets(BytesMessage message, ReceptionPolicy policy)
      throws JMSException, MalformedSubmission {
    String place = message.getStringProperty(SealedSubmission.PLACE);
    checkSize(message.getBodyLength() - (place == null ? 0 : SEAL_OCTETS_MAX), policy);
    byte[] octets = new byte[(int) message.getBodyLength()];
    if (octets.length == 0 || message.readBytes(octets) != octets.length) {
      throw new MalformedSubmission("the BytesMessage is empty");
    }
    if (place == null && FileSeal.isHidden(octets)) {
      throw keyMissing(message);
    }
    if (place == null || !ContentSeal.isSealed(octets)) {
      return octets;
    }
    try {
      byte[] opened = seal.open(octets, place);
      checkSize(opened.length, policy);
      return opened;
    } catch (IOException e) {
      throw locked(e);
    }
  }

  /** Of a large one, which the broker opens itself where it has the key. */
  private static QueueUnavailable keyMissing(Message message) throws JMSException {
    String key = message.getStringProperty(SealedSubmission.KEY);
    return locked(ContentUnreadable.keyMissing(String.valueOf(key)));
  }

  private static QueueUnavailable locked(IOException cause) {
    return new QueueUnavailable("mail from a producer is locked: " + cause.getMessage(), cause);
  }

  private static void checkSize(long size, ReceptionPolicy policy) throws MalformedSubmission {
    if (size > policy.sizeMax()) {
      throw new MalformedSubmission(
          "larger than reception.size-max, " + policy.sizeMax() + " octets");
    }
  }
}
