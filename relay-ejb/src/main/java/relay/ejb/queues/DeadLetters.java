package relay.ejb.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Content;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;
import relay.domain.secret.SealedContent;

/**
 * Puts away messages that can never be worked on, whole and with the reason as the property {@code
 * reason}, so that a person can look at them. Thread-safe.
 */
public final class DeadLetters {
  static final String REASON = "reason";

  /** Tells dead letters apart, for operators; stays on one that is given back. */
  public static final String LETTER = "deadLetter";

  /** Name of the queue it was taken out of, and since when it is a dead letter. */
  static final String CAME_FROM = "cameFrom";

  static final String SINCE = "deadSince";
  private static final int CHUNK_OCTETS = 64 << 10;
  private final SenderPool senders;
  private final Journal journal;
  private final InstantSource clock;

  public DeadLetters(SenderPool senders, Journal journal, InstantSource clock) {
    this.senders = senders;
    this.journal = journal;
    this.clock = clock;
  }

  /** A message of ours that is damaged: a defect, and an alarm. Its content was not read yet. */
  public void bury(Message message, String reason) {
    bury(message, Optional.empty(), reason, QueueNames.DEAD_LETTER, EventType.ALARM);
  }

  /**
   * One that could be read and not worked on.
   *
   * @param content as it was taken out of the message, which gives that of a large one only once
   */
  public void bury(Message message, Content content, String reason) {
    Content kept = content instanceof SealedContent sealed ? sealed.sealed() : content;
    bury(message, Optional.of(kept), reason, QueueNames.DEAD_LETTER, EventType.ALARM);
  }

  /** What a producer handed in and is no mail: his to mend. */
  public void returnToProducer(Message message, String reason) {
    bury(message, Optional.empty(), reason, QueueNames.SUBMISSION_DEAD, EventType.MALFORMED);
  }

  private void bury(
      Message message, Optional<Content> content, String reason, String queue, EventType type) {
    try {
      senders.run(
          session -> {
            session.send(
                queue, letter(session.session(), message, content, reason, clock.instant()));
            session.commit();
          });
    } catch (JMSException e) {
      throw new QueueUnavailable("a message cannot be put into " + queue, e);
    }
    journal.write(
        List.of(
            new MailEvent(
                type,
                clock.instant(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Map.of(EventField.REASON, reason, "queue", queue))));
  }

  /** The message anew, with what an operator asks about a letter written on it. */
  static Message letter(
      Session session, Message message, Optional<Content> content, String reason, Instant now)
      throws JMSException {
    Message letter = copy(session, message, content);
    letter.setStringProperty(LETTER, UUID.randomUUID().toString());
    letter.setStringProperty(CAME_FROM, queueOf(message));
    letter.setStringProperty(REASON, reason);
    letter.setLongProperty(SINCE, now.toEpochMilli());
    return letter;
  }

  private static String queueOf(Message message) throws JMSException {
    if (message.getJMSDestination() instanceof Queue queue) {
      return queue.getQueueName();
    }
    // the broker tells no destination of a letter that was given back before
    String before = message.getStringProperty(CAME_FROM);
    return before == null ? "" : before;
  }

  /**
   * The same message anew; what answers its events stays, too.
   *
   * @param content of a BytesMessage, where it was read already
   */
  static Message copy(Session session, Message message, Optional<Content> content)
      throws JMSException {
    Message copy;
    if (message instanceof BytesMessage bytes) {
      copy = content.isPresent() ? octets(session, content.get()) : octets(session, bytes);
    } else if (message instanceof TextMessage text) {
      copy = session.createTextMessage(text.getText());
    } else {
      copy = session.createMessage();
    }
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      String name = (String) names.nextElement();
      // The broker's and the provider's own are not ours to set.
      if (!name.startsWith("JMS") && !name.startsWith("_")) {
        copy.setObjectProperty(name, message.getObjectProperty(name));
      }
    }
    copy.setJMSReplyTo(message.getJMSReplyTo());
    copy.setJMSCorrelationID(message.getJMSCorrelationID());
    return copy;
  }

  private static BytesMessage octets(Session session, BytesMessage message) throws JMSException {
    BytesMessage copy = session.createBytesMessage();
    message.reset();
    byte[] chunk = new byte[CHUNK_OCTETS];
    for (int n = message.readBytes(chunk); n > 0; n = message.readBytes(chunk)) {
      copy.writeBytes(chunk, 0, n);
    }
    return copy;
  }

  private static BytesMessage octets(Session session, Content content) throws JMSException {
    BytesMessage copy = session.createBytesMessage();
    byte[] chunk = new byte[CHUNK_OCTETS];
    try (InputStream in = content.open()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        copy.writeBytes(chunk, 0, n);
      }
    } catch (IOException e) {
      throw new QueueUnavailable("the content of a mail cannot be read from its file", e);
    }
    return copy;
  }
}
