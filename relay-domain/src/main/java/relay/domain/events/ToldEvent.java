package relay.domain.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * An event as it is told: the line of the journal, and what a selector may ask for.
 *
 * @param text JSON of the journal
 * @param properties Strings and Booleans by name
 * @param feedback whether something came back about a mail
 */
public record ToldEvent(String text, Map<String, Object> properties, boolean feedback) {
  /** Unique and sortable; the same again when an event is told again after a crash. */
  public static final String EVENT_ID = "eventId";

  public static final String TYPE = "type";
  public static final String QUEUE_ID = "queueId";
  public static final String RECIPIENT = "recipient";
  public static final String RECIPIENT_DOMAIN = "recipientDomain";

  /** Told to nobody outside: steps of ours that say nothing about a mail. */
  private static final Set<EventType> INNER = Set.of(EventType.ATTEMPTED, EventType.SPLIT);

  /** Details that become properties, by their name in the journal and as a property. */
  private static final Map<String, String> DETAILS =
      Map.ofEntries(
          Map.entry(EventField.TENANT, "tenant"),
          Map.entry(EventField.STREAM, "stream"),
          Map.entry(EventField.LANE, "lane"),
          Map.entry(EventField.CAMPAIGN, "campaign"),
          Map.entry(EventField.LIST, "list"),
          Map.entry(EventField.STATUS, "status"),
          Map.entry(EventField.REASON, "reason"),
          Map.entry(EventField.KIND, "kind"),
          Map.entry(EventField.CLASS, "class"),
          Map.entry(EventField.HARD, "hard"),
          Map.entry(EventField.FEEDBACK_TYPE, "feedbackType"));

  /** Whether an event is told at all. */
  public static boolean isTold(MailEvent event) {
    return !INNER.contains(event.type());
  }

  /** What is told of an event. */
  public static ToldEvent of(RecordedEvent recorded) {
    MailEvent event = recorded.event();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(EVENT_ID, recorded.id());
    properties.put(TYPE, event.type().name());
    event.mail().map(QueueId::text).ifPresent(id -> properties.put(QUEUE_ID, id));
    event.recipient().map(EmailAddress::toString).ifPresent(r -> properties.put(RECIPIENT, r));
    event.recipient().map(EmailAddress::domain).ifPresent(d -> properties.put(RECIPIENT_DOMAIN, d));
    DETAILS.forEach(
        (field, name) -> {
          Object value = event.details().get(field);
          if (value instanceof String || value instanceof Boolean) {
            properties.put(name, value);
          }
        });
    return new ToldEvent(recorded.line(), properties, FeedbackEvent.in(event).isPresent());
  }
}
