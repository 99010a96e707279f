package relay.ejb.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import relay.domain.queue.QueueUnavailable;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.ContentUnreadable;
import relay.domain.secret.FileSeal;
import relay.domain.secret.SealedSubmission;

/**
 * What is in the messages that producers put into queues of ours, opened where the broker sealed
 * it. Thread-safe.
 */
public final class ProducerBody {
  /** More than sealing adds to what is in memory. */
  private static final int SEAL_OCTETS_MAX = 64 << 10;

  private final ContentSeal seal;

  /**
   * @param seal opens what the broker sealed
   */
  public ProducerBody(ContentSeal seal) {
    this.seal = seal;
  }

  /**
   * What is larger than it may be.
   *
   * @param most of octets
   * @param setting that says so; empty text where none does
   */
  public record Bound(long most, String setting) {
    private void check(long size) {
      if (size > most) {
        throw new IllegalArgumentException(
            "larger than " + (setting.isEmpty() ? "" : setting + ", ") + most + " octets");
      }
    }
  }

  /** Whether its producer made it a TextMessage. */
  public static boolean isText(Message message) throws JMSException {
    return message instanceof TextMessage || message.propertyExists(SealedSubmission.TEXT);
  }

  /**
   * The text of a TextMessage.
   *
   * @throws IllegalArgumentException when there is none, or too much, for its producer to mend
   * @throws QueueUnavailable when it is sealed and cannot be opened now
   */
  public String text(Message message, Bound bound) throws JMSException {
    String text =
        message instanceof BytesMessage sealed
            ? new String(octets(sealed, bound), StandardCharsets.UTF_8)
            : message.getBody(String.class);
    if (text == null && message.propertyExists(SealedSubmission.KEY)) {
      throw keyMissing(message);
    }
    if (text == null) {
      throw new IllegalArgumentException("the TextMessage is empty");
    }
    bound.check(text.length());
    return text;
  }

  /** The octets of a BytesMessage; the same exceptions. */
  public byte[] octets(BytesMessage message, Bound bound) throws JMSException {
    String place = message.getStringProperty(SealedSubmission.PLACE);
    bound.check(message.getBodyLength() - (place == null ? 0 : SEAL_OCTETS_MAX));
    byte[] octets = new byte[(int) message.getBodyLength()];
    if (octets.length == 0 || message.readBytes(octets) != octets.length) {
      throw new IllegalArgumentException("the BytesMessage is empty");
    }
    if (place == null && FileSeal.isHidden(octets)) {
      throw keyMissing(message);
    }
    if (place == null || !ContentSeal.isSealed(octets)) {
      return octets;
    }
    try {
      byte[] opened = seal.open(octets, place);
      bound.check(opened.length);
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
    return new QueueUnavailable(
        "what a producer handed in is locked: " + cause.getMessage(), cause);
  }
}
