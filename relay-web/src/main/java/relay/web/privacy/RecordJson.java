package relay.web.privacy;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.privacy.PersonalRecord;
import relay.domain.view.Reception;
import relay.domain.view.RecipientReport;
import relay.web.json.Json;

/** One mail of an export. Lists of addresses in events are left out: they name other people. */
final class RecordJson {
  private static final Set<String> OF_OTHERS = Set.of(EventField.RECIPIENTS);

  private RecordJson() {}

  static JsonObject of(PersonalRecord record) {
    Reception mail = record.mail().reception();
    JsonObjectBuilder out =
        Json.object()
            .add("id", record.mail().id().text())
            .add("accepted_at", mail.acceptedAt().toString())
            .add("role", role(record))
            .add("sender", mail.sender())
            .add("subject", mail.subject())
            .add("message_id", mail.messageId())
            .add("size", mail.size())
            .add("tenant", mail.owner().tenant())
            .add("stream", mail.owner().stream());
    if (record.asSender()) {
      out.add("recipients", record.mail().recipients().size());
    }
    record.asRecipient().ifPresent(recipient -> add(out, recipient));
    return out.add("complete", record.complete()).build();
  }

  private static String role(PersonalRecord record) {
    if (record.asRecipient().isEmpty()) {
      return "sender";
    }
    return record.asSender() ? "both" : "recipient";
  }

  private static void add(JsonObjectBuilder out, RecipientReport recipient) {
    JsonArrayBuilder events = Json.array();
    recipient.events().forEach(e -> events.add(event(e)));
    out.add("address", recipient.address())
        .add("state", recipient.standing().state().label())
        .add("verdict", recipient.verdict())
        .add("events", events);
  }

  private static JsonObjectBuilder event(MailEvent event) {
    JsonObjectBuilder out =
        Json.object().add("type", event.type().name()).add("time", event.at().toString());
    for (Map.Entry<String, Object> detail : event.details().entrySet()) {
      if (!OF_OTHERS.contains(detail.getKey()) && !(detail.getValue() instanceof List<?>)) {
        out.add(detail.getKey(), detail.getValue().toString());
      }
    }
    return out;
  }
}
