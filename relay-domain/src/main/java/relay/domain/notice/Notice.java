package relay.domain.notice;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/**
 * One event as others are told of it.
 *
 * @param id of the event: the same however often it is told, so that nobody counts it twice
 * @param owner whose mail it is about
 */
public record Notice(String id, NoticeType type, MailOwner owner, MailEvent event) {
  /**
   * What is told beside who, what and when. Clients, logins, addresses of our own and what
   * operators write to each other stay inside.
   */
  private static final List<String> TOLD =
      List.of(
          EventField.SENDER,
          EventField.RECIPIENTS,
          EventField.SUBJECT,
          EventField.MESSAGE_ID,
          EventField.ENVELOPE_ID,
          EventField.SIZE,
          EventField.LANE,
          EventField.HOP,
          EventField.HOST,
          EventField.HOST_ADDRESS,
          EventField.TLS,
          EventField.TLS_POLICY,
          EventField.TLS_VERIFIED_BY,
          EventField.REPLY,
          EventField.LOCAL_REPLY,
          EventField.STATUS,
          EventField.REASON,
          EventField.NEXT_ATTEMPT,
          EventField.EXPIRES,
          EventField.DECISION,
          EventField.KIND,
          EventField.CAMPAIGN,
          EventField.LIST,
          EventField.CLASS,
          EventField.HARD,
          EventField.DIAGNOSTIC,
          EventField.FEEDBACK_TYPE,
          EventField.SOURCE,
          EventField.LINK,
          EventField.LINK_NUMBER,
          EventField.MACHINE,
          EventField.REVISED,
          EventField.PROVIDER,
          EventField.DOMAIN,
          EventField.FAILED,
          EventField.COUNTED,
          EventField.SAMPLES,
          EventField.AUTOMATION,
          EventField.STEP,
          EventField.NOTE,
          EventField.ENTRY,
          EventField.AGE_MILLIS);

  /** Empty for an event that stays inside, or is about no mail. */
  public static Optional<Notice> of(RecordedEvent recorded) {
    MailEvent event = recorded.event();
    Optional<NoticeType> type = NoticeType.of(event.type());
    if (type.isEmpty() || recorded.carried()) {
      return Optional.empty();
    }
    if (event.mail().isEmpty() && type.get().isOfMail()) {
      return Optional.empty();
    }
    Lane lane =
        event.details().get(EventField.LANE) instanceof String label
            ? Lane.labelled(label).orElse(Lane.TRANSACTIONAL)
            : Lane.TRANSACTIONAL;
    return Optional.of(new Notice(recorded.id(), type.get(), OwnerFields.in(event, lane), event));
  }

  /** Its JSON form. */
  public JsonObject json() {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("id", id)
            .add("type", type.word())
            .add("time", event.at().toString())
            .add("tenant", owner.tenant())
            .add("stream", owner.stream());
    ControlJson.add(out, "message", event.mail().map(mail -> mail.text()));
    ControlJson.add(out, "recipient", event.recipient());
    if (event.attempt() > 0) {
      out.add("attempt", event.attempt());
    }
    for (String name : TOLD) {
      add(out, name, event.details().get(name));
    }
    return out.build();
  }

  private static void add(JsonObjectBuilder out, String name, Object value) {
    if (value instanceof String text) {
      out.add(name, text);
    } else if (value instanceof Long number) {
      out.add(name, number);
    } else if (value instanceof Boolean yes) {
      out.add(name, yes);
    } else if (value instanceof List<?> texts) {
      JsonArrayBuilder array = ControlJson.array();
      texts.forEach(text -> array.add(String.valueOf(text)));
      out.add(name, array);
    }
  }
}
