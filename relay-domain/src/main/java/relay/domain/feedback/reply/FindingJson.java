package relay.domain.feedback.reply;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

/** What a reply is about, as the JSON document that API and command line show. */
public final class FindingJson {

  private FindingJson() {}

  /** {@code code, status, class, hard, by}; the status is empty when the reply has none. */
  public static JsonObject of(ReplyLine reply, Finding found) {
    return JsonProvider.provider()
        .createObjectBuilder()
        .add("code", reply.code())
        .add("status", reply.status().map(Object::toString).orElse(""))
        .add("class", found.result().name())
        .add("hard", found.result().endsAddress())
        .add("by", found.by())
        .build();
  }
}
