package relay.ejb.automation;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import relay.domain.automation.AutomationDesk;
import relay.domain.automation.ContactEvent;
import relay.domain.automation.ContactWord;
import relay.domain.contacts.ContactDesk;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueUnavailable;
import relay.domain.view.ViewUnavailable;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.ProducerBody;

/**
 * Takes in what JMS producers tell of contacts, by the same rules as HTTP. A message is
 * acknowledged once what it says is on disk, or once it lies, with the reason, among the dead
 * letters; one that comes again counts once, for an event without an id gets one that follows from
 * the message's. docs/jms.md is the contract. Thread-safe.
 */
public final class EventDoor {
  private static final Logger LOG = System.getLogger(EventDoor.class.getName());
  private static final String TENANT = "tenant";
  private static final String CONTACT = "contact";
  private static final ProducerBody.Bound BOUND = new ProducerBody.Bound(64 << 10, "");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f]");
  private static final int REASON_CHARS_MAX = 300;
  private final AutomationDesk desk;
  private final ContactDesk contacts;
  private final ProducerBody bodies;
  private final DeadLetters deadLetters;

  EventDoor(
      AutomationDesk desk, ContactDesk contacts, ProducerBody bodies, DeadLetters deadLetters) {
    this.desk = desk;
    this.contacts = contacts;
    this.bodies = bodies;
    this.deadLetters = deadLetters;
  }

  /**
   * @throws QueueUnavailable when the broker must give the message out again later
   */
  void take(Message message) {
    try {
      tell(message);
    } catch (IllegalArgumentException e) {
      refuse(message, e.getMessage());
    } catch (JMSException | ViewUnavailable e) {
      throw new QueueUnavailable("an event of a contact cannot be taken now", e);
    }
  }

  private void tell(Message message) throws JMSException {
    if (!ProducerBody.isText(message)) {
      throw new IllegalArgumentException("not a TextMessage (JSON); see docs/jms.md");
    }
    JsonObject json = ControlJson.read(bodies.text(message, BOUND));
    String id = id(message);
    ContactEvent event = ContactEvent.read(json, Set.of(CONTACT), () -> id);
    String tenant =
        Optional.ofNullable(message.getStringProperty(TENANT))
            .filter(name -> !name.isEmpty())
            .orElse(MailOwner.DEFAULT_TENANT);
    String contact =
        new Fields(json)
            .text(CONTACT)
            .flatMap(word -> ContactWord.id(contacts, tenant, word))
            .orElseThrow(
                () ->
                    new InvalidField(
                        CONTACT, "must be the id or the address of a contact of the tenant"));
    desk.tell(tenant, contact, event);
  }

  private static String id(Message message) throws JMSException {
    String own = message.getJMSMessageID();
    // one that was given back has lost its own
    String name = own == null ? message.getStringProperty(DeadLetters.LETTER) : own;
    if (name == null) {
      throw new InvalidField("id", "must be given where messages have no JMSMessageID");
    }
    return QueueId.derived(Instant.ofEpochMilli(message.getJMSTimestamp()), name).text();
  }

  private void refuse(Message message, String why) {
    // it may repeat what its producer wrote
    String line = CONTROLS.matcher(why).replaceAll("?");
    String reason = line.substring(0, Math.min(REASON_CHARS_MAX, line.length()));
    LOG.log(Logger.Level.WARNING, "a message from a producer is no event: " + reason);
    deadLetters.returnToProducer(message, reason);
  }
}
