package relay.web.view;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.RecipientChange;
import relay.domain.view.RecipientRow;
import relay.domain.view.RecipientState;
import relay.web.json.Json;

/** Rows of the message view as JSON; absent facts are left out. */
final class MessageJson {
  private MessageJson() {}

  static JsonObject page(MessagePage page) {
    JsonArrayBuilder messages = Json.array();
    page.messages().forEach(m -> messages.add(message(m)));
    JsonObjectBuilder out = Json.object().add("messages", messages);
    page.next().ifPresent(id -> out.add("next_cursor", id.text()));
    return out.build();
  }

  static JsonObject story(MessageStory story) {
    JsonArrayBuilder events = Json.array();
    for (String line : story.events()) {
      Json.readObject(line).ifPresentOrElse(events::add, () -> events.add(line));
    }
    JsonObjectBuilder out = message(story.message());
    waiting(story.message(), out);
    return out.add("events", events).add("events_complete", story.complete()).build();
  }

  private static JsonObjectBuilder message(MessageRow row) {
    var mail = row.reception();
    JsonObjectBuilder out =
        Json.object()
            .add("id", row.id().text())
            .add("accepted_at", mail.acceptedAt().toString())
            .add("sender", mail.sender());
    addUnlessEmpty(out, "subject", mail.subject());
    addUnlessEmpty(out, "message_id", mail.messageId());
    out.add("size", mail.size()).add("lane", mail.lane());
    addUnlessEmpty(out, "door", mail.door());
    addUnlessEmpty(out, "user", mail.user());
    out.add("tenant", mail.owner().tenant()).add("stream", mail.owner().stream());
    addUnlessEmpty(out, "credential", mail.owner().credential());
    addUnlessEmpty(out, "campaign", mail.owner().campaign());
    JsonObjectBuilder states = Json.object();
    Map<RecipientState, Integer> counts = new EnumMap<>(RecipientState.class);
    row.recipients().forEach(r -> counts.merge(r.standing().state(), 1, Integer::sum));
    counts.forEach((state, count) -> states.add(state.label(), count));
    JsonArrayBuilder recipients = Json.array();
    row.recipients().forEach(r -> recipients.add(recipient(r)));
    return out.add("states", states).add("recipients", recipients);
  }

  private static JsonObjectBuilder recipient(RecipientRow row) {
    RecipientChange standing = row.standing();
    JsonObjectBuilder out =
        Json.object()
            .add("address", row.address())
            .add("state", standing.state().label())
            .add("updated_at", standing.at().toString())
            .add("attempts", standing.attempts());
    addUnlessEmpty(out, "hop", standing.hop());
    addUnlessEmpty(out, "host", standing.host());
    addUnlessEmpty(out, "status", standing.status());
    addUnlessEmpty(out, "reply", standing.reply());
    standing.nextAttempt().ifPresent(at -> out.add("next_attempt_at", at.toString()));
    return out;
  }

  /** Why the mail waits and until when: the open recipient that goes next tells it. */
  private static void waiting(MessageRow row, JsonObjectBuilder out) {
    row.recipients().stream()
        .map(RecipientRow::standing)
        .filter(s -> s.state().isOpen())
        .min(Comparator.comparing(s -> s.nextAttempt().orElse(s.at())))
        .ifPresent(s -> out.add("waiting", waiting(s)));
  }

  private static JsonObjectBuilder waiting(RecipientChange standing) {
    JsonObjectBuilder out = Json.object().add("why", why(standing));
    standing.nextAttempt().ifPresent(at -> out.add("until", at.toString()));
    return out;
  }

  private static String why(RecipientChange standing) {
    return switch (standing.state()) {
      case DEFERRED ->
          "attempt "
              + standing.attempts()
              + (standing.host().isEmpty() ? "" : " at " + standing.host())
              + " did not succeed: "
              + standing.reply();
      case HELD ->
          standing.reply().isEmpty()
              ? "held; it goes on when it is released or its time comes"
              : "put aside: " + standing.reply();
      default -> "in the queue; it goes as soon as a worker and a connection are free";
    };
  }

  private static void addUnlessEmpty(JsonObjectBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.add(name, value);
    }
  }
}
