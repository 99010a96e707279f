package relay.web.report;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.view.DeliveryReport;
import relay.domain.view.Reception;
import relay.domain.view.RecipientReport;
import relay.web.json.Json;

/** The report as JSON; absent facts are left out. */
final class ReportJson {
  private static final List<String> HOW_IT_CAME =
      List.of(
          EventField.CLIENT, EventField.HELO, EventField.PROTOCOL, EventField.TLS, EventField.USER);

  private ReportJson() {}

  static JsonObject of(DeliveryReport report, String host, Instant now) {
    JsonArrayBuilder recipients = Json.array();
    report.recipients().forEach(r -> recipients.add(recipient(r)));
    return Json.object()
        .add("id", report.message().id().text())
        .add("relay", host)
        .add("made_at", now.toString())
        .add("mail", mail(report))
        .add("recipients", recipients)
        .add("complete", report.complete())
        .add("journal_sha256", report.fingerprint())
        .build();
  }

  private static JsonObjectBuilder mail(DeliveryReport report) {
    Reception mail = report.message().reception();
    JsonObjectBuilder out =
        Json.object()
            .add("accepted_at", mail.acceptedAt().toString())
            .add("sender", mail.sender())
            .add("subject", mail.subject())
            .add("message_id", mail.messageId())
            .add("size", mail.size())
            .add("door", mail.door())
            .add("tenant", mail.owner().tenant())
            .add("stream", mail.owner().stream());
    report.received().ifPresent(event -> HOW_IT_CAME.forEach(name -> add(out, name, event)));
    return out;
  }

  private static JsonObjectBuilder recipient(RecipientReport recipient) {
    JsonArrayBuilder events = Json.array();
    recipient.events().forEach(e -> events.add(event(e)));
    return Json.object()
        .add("address", recipient.address())
        .add("state", recipient.standing().state().label())
        .add("verdict", recipient.verdict())
        .add("attempts", recipient.standing().attempts())
        .add("events", events);
  }

  private static JsonObjectBuilder event(MailEvent event) {
    JsonObjectBuilder out =
        Json.object().add("type", event.type().name()).add("time", event.at().toString());
    if (event.attempt() > 0) {
      out.add("attempt", event.attempt());
    }
    event.details().keySet().stream()
        .filter(name -> !name.equals(EventField.RECIPIENTS))
        .forEach(name -> add(out, name, event));
    return out;
  }

  private static void add(JsonObjectBuilder out, String name, MailEvent event) {
    Object value = event.details().get(name);
    if (value instanceof Long number) {
      out.add(name, number);
    } else if (value instanceof Boolean yes) {
      out.add(name, yes);
    } else if (value instanceof List<?> list) {
      JsonArrayBuilder all = Json.array();
      list.forEach(item -> all.add(item.toString()));
      out.add(name, all);
    } else if (value != null) {
      out.add(name, value.toString());
    }
  }
}
