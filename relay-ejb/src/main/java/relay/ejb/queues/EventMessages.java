package relay.ejb.queues;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import relay.domain.events.EventsSettings;
import relay.domain.events.ToldEvent;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;

/** Events as text messages to the topic and the queue of applications. Thread-safe. */
public final class EventMessages {
  private static final int PRIORITY = 4;
  private final SenderPool senders;

  public EventMessages(SenderPool senders) {
    this.senders = senders;
  }

  /**
   * Sends all of them in one transaction, in their order.
   *
   * @throws QueueUnavailable when the broker did not commit
   */
  public void send(List<ToldEvent> events, EventsSettings settings) {
    if (events.isEmpty()) {
      return;
    }
    try {
      senders.run(
          session -> {
            send(session.session(), events, settings);
            session.commit();
          });
    } catch (JMSException e) {
      throw new QueueUnavailable("the broker took no events: " + e.getMessage(), e);
    }
  }

  private static void send(Session session, List<ToldEvent> events, EventsSettings settings)
      throws JMSException {
    long keepMillis = settings.keep().toMillis();
    try (MessageProducer producer = session.createProducer(null)) {
      var topic = session.createTopic(QueueNames.EVENTS);
      var queue = session.createQueue(QueueNames.FEEDBACK_EVENTS);
      for (ToldEvent event : events) {
        TextMessage message = session.createTextMessage(event.text());
        for (Map.Entry<String, Object> property : event.properties().entrySet()) {
          message.setObjectProperty(property.getKey(), property.getValue());
        }
        if (settings.topic()) {
          producer.send(topic, message, DeliveryMode.PERSISTENT, PRIORITY, keepMillis);
        }
        if (settings.feedbackQueue() && event.feedback()) {
          producer.send(queue, message, DeliveryMode.PERSISTENT, PRIORITY, keepMillis);
        }
      }
    }
  }
}
