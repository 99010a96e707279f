package relay.ejb.queues;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import relay.domain.journal.EventField;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventObserver;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueUnavailable;

/**
 * Tells producers that asked for it (JMSReplyTo) what became of their mail: one text message with
 * the journal's JSON for each event. A message that cannot be sent is dropped and logged; the
 * journal has the event. Thread-safe.
 */
public final class DeliveryEventSender implements EventObserver {
  private static final Logger LOG = System.getLogger(DeliveryEventSender.class.getName());
  private final SenderPool senders;

  public DeliveryEventSender(SenderPool senders) {
    this.senders = senders;
  }

  @Override
  public void written(List<MailEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).details().get(EventField.REPLY_TO) instanceof String queue) {
        tell(queue, events.get(i));
      }
    }
  }

  private void tell(String queue, MailEvent event) {
    try {
      senders.run(
          session -> {
            TextMessage message = session.session().createTextMessage(text(event));
            message.setStringProperty("type", event.type().name());
            event.mail().ifPresent(id -> setQueueId(message, id.text()));
            session.send(queue, message);
            session.commit();
          });
    } catch (JMSException | QueueUnavailable e) {
      LOG.log(
          Logger.Level.WARNING,
          event.type() + " of " + event.mail().orElse(null) + " not told to " + queue,
          e);
    }
  }

  private static void setQueueId(TextMessage message, String id) {
    try {
      message.setStringProperty(MailMessage.QUEUE_ID, id);
    } catch (JMSException e) {
      throw new QueueUnavailable("a property cannot be set", e);
    }
  }

  private static String text(MailEvent event) {
    byte[] line = EventJson.line("", event);
    return new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
  }
}
