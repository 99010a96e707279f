package relay.ejb.queues;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.InstantSource;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;

/**
 * Puts away messages that can never be worked on, whole and with the reason as the property {@code
 * reason}, so that a person can look at them. Thread-safe.
 */
public final class DeadLetters {
  static final String REASON = "reason";
  private static final int CHUNK_OCTETS = 64 << 10;
  private final SenderPool senders;
  private final Journal journal;
  private final InstantSource clock;

  public DeadLetters(SenderPool senders, Journal journal, InstantSource clock) {
    this.senders = senders;
    this.journal = journal;
    this.clock = clock;
  }

  /** A message of ours that is damaged: a defect, and an alarm. */
  public void bury(Message message, String reason) {
    bury(message, reason, QueueNames.DEAD_LETTER, EventType.ALARM);
  }

  /** What a producer handed in and is no mail: his to mend. */
  public void returnToProducer(Message message, String reason) {
    bury(message, reason, QueueNames.SUBMISSION_DEAD, EventType.MALFORMED);
  }

  private void bury(Message message, String reason, String queue, EventType type) {
    try {
      senders.run(
          session -> {
            Message copy = copy(session.session(), message);
            copy.setStringProperty(REASON, reason);
            session.send(queue, copy);
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

  private static Message copy(Session session, Message message) throws JMSException {
    Message copy;
    if (message instanceof BytesMessage bytes) {
      BytesMessage octets = session.createBytesMessage();
      bytes.reset();
      byte[] chunk = new byte[CHUNK_OCTETS];
      for (int n = bytes.readBytes(chunk); n > 0; n = bytes.readBytes(chunk)) {
        octets.writeBytes(chunk, 0, n);
      }
      copy = octets;
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
    return copy;
  }
}
