package relay.web.explain;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import relay.domain.explain.Explanation;
import relay.domain.explain.RecipientExplanation;
import relay.domain.explain.Step;
import relay.web.diagnosis.DnssecJson;
import relay.web.json.Json;

/** Explanations as JSON; absent facts are left out. */
final class ExplanationJson {
  private ExplanationJson() {}

  /**
   * @param recipients how many there are
   */
  static JsonObject of(Explanation found, int recipients) {
    JsonObjectBuilder out =
        Json.object()
            .add("at", found.at().toString())
            .add("effect", found.effect().label())
            .add("summary", found.summary());
    found
        .owner()
        .ifPresent(
            owner -> {
              out.add("tenant", owner.tenant()).add("stream", owner.stream());
              if (!owner.credential().isEmpty()) {
                out.add("credential", owner.credential());
              }
              if (!owner.campaign().isEmpty()) {
                out.add("campaign", owner.campaign());
              }
            });
    found.lane().ifPresent(lane -> out.add("lane", lane.label()));
    if (!found.door().isEmpty()) {
      out.add("door", steps(found.door()));
    }
    JsonArrayBuilder all = Json.array();
    found.recipients().forEach(r -> all.add(recipient(r)));
    out.add("recipients", all);
    if (found.owner().isPresent() && recipients > found.recipients().size()) {
      out.add("recipients_left_out", recipients - found.recipients().size());
    }
    return out.build();
  }

  private static JsonObjectBuilder recipient(RecipientExplanation recipient) {
    return Json.object()
        .add("address", recipient.recipient().toString())
        .add("effect", recipient.effect().label())
        .add("steps", steps(recipient.steps()));
  }

  private static JsonArrayBuilder steps(List<Step> steps) {
    JsonArrayBuilder all = Json.array();
    for (Step step : steps) {
      JsonObjectBuilder one =
          Json.object()
              .add("topic", step.topic().label())
              .add("effect", step.effect().label())
              .add("says", step.says());
      step.until().ifPresent(at -> one.add("until", at.toString()));
      if (!step.answers().isEmpty()) {
        one.add("answers", DnssecJson.of(step.answers()));
      }
      if (!step.by().isEmpty()) {
        JsonArrayBuilder by = Json.array();
        step.by().forEach(b -> by.add(Json.object().add("kind", b.kind()).add("name", b.name())));
        one.add("by", by);
      }
      all.add(one);
    }
    return all;
  }
}
