package relay.domain.feedback.review;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.util.List;
import relay.domain.control.ControlJson;

/** The list of a week as the JSON that the API shows. */
public final class UnknownReplyJson {

  private UnknownReplyJson() {}

  /** What is not known is left out. */
  public static JsonObject of(LocalDate week, List<UnknownReply> replies) {
    JsonArrayBuilder all = ControlJson.array();
    for (UnknownReply reply : replies) {
      JsonObjectBuilder out =
          ControlJson.object()
              .add("text", reply.text())
              .add("count", reply.count())
              .add("permanent", reply.permanent());
      if (!reply.provider().isEmpty()) {
        out.add("provider", reply.provider());
      }
      if (!reply.host().isEmpty()) {
        out.add("host", reply.host());
      }
      all.add(out.add("first", reply.first().toString()).add("last", reply.last().toString()));
    }
    return ControlJson.object().add("week", week.toString()).add("replies", all).build();
  }
}
