package relay.web.deadletter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import relay.domain.deadletter.DeadLetter;
import relay.domain.deadletter.DeadLetterAnswer;
import relay.domain.deadletter.DeadLetterDesk;
import relay.domain.deadletter.DeadMail;
import relay.domain.deadletter.LetterContent;
import relay.domain.mail.Recipient;
import relay.web.json.Json;

/** Dead letters as JSON. */
final class DeadLetterJson {
  private static final int RECIPIENTS_MAX = 100;

  private DeadLetterJson() {}

  static JsonObjectBuilder of(DeadLetter letter) {
    JsonObjectBuilder out =
        Json.object()
            .add("id", letter.id())
            .add("queue", letter.queue())
            .add("reason", letter.reason());
    letter.cameFrom().ifPresent(from -> out.add("came_from", from));
    letter.home().ifPresent(home -> out.add("goes_back_to", home));
    letter.since().ifPresent(since -> out.add("since", since.toString()));
    out.add("octets", letter.octets()).add("sealed", !letter.contentKey().isEmpty());
    if (!letter.contentKey().isEmpty()) {
      out.add("content_key", letter.contentKey());
    }
    if (!letter.properties().isEmpty()) {
      JsonObjectBuilder properties = Json.object();
      new TreeMap<>(letter.properties()).forEach(properties::add);
      out.add("properties", properties);
    }
    letter.mail().ifPresent(mail -> out.add("mail", of(mail)));
    return out;
  }

  private static JsonObjectBuilder of(DeadMail mail) {
    JsonArrayBuilder recipients = Json.array();
    mail.envelope().recipients().stream()
        .limit(RECIPIENTS_MAX)
        .map(Recipient::address)
        .forEach(address -> recipients.add(address.toString()));
    JsonObjectBuilder out =
        Json.object()
            .add("message", mail.entry().mail().text())
            .add("entry", mail.entry().toString())
            .add("attempts", mail.entry().attempts())
            .add("tenant", mail.owner().tenant())
            .add("stream", mail.owner().stream())
            .add("lane", mail.lane().label())
            .add("sender", mail.envelope().sender().toString())
            .add("recipients", recipients)
            .add("recipient_count", mail.envelope().recipients().size())
            .add("accepted_at", mail.acceptedAt().toString())
            .add("expires_at", mail.expiresAt().toString());
    mail.hop().ifPresent(hop -> out.add("hop", hop));
    if (!mail.owner().campaign().isEmpty()) {
      out.add("campaign", mail.owner().campaign());
    }
    return out;
  }

  static JsonObjectBuilder of(DeadLetterDesk.Opened opened) {
    LetterContent content = opened.content();
    JsonObjectBuilder out = of(opened.letter());
    if (!content.trouble().isEmpty()) {
      return out.add("content_locked", content.trouble());
    }
    return out.add("content", new String(content.octets(), StandardCharsets.UTF_8))
        .add("content_cut", content.isCut());
  }

  static JsonObjectBuilder of(DeadLetterAnswer.Done done) {
    JsonObjectBuilder out = of(done.letter());
    return done.queue().isEmpty()
        ? out.add("deleted", true)
        : out.add("given_back_to", done.queue());
  }
}
