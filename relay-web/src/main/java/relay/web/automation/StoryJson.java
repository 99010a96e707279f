package relay.web.automation;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import relay.domain.automation.AutomationLedger.Story;
import relay.domain.automation.Footprint;
import relay.web.json.Json;

/** The path of a contact through an automation. */
public final class StoryJson {
  private StoryJson() {}

  /** One entry. */
  public static JsonObjectBuilder of(Story story) {
    JsonObjectBuilder out =
        Json.object()
            .add("id", story.id())
            .add("state", story.state())
            .add("entered_at", story.enteredAt().toString());
    story.endedAt().ifPresent(at -> out.add("ended_at", at.toString()));
    story.dueAt().ifPresent(at -> out.add("due_at", at.toString()));
    if (!story.next().isEmpty()) {
      out.add("next", story.next());
    }
    JsonArrayBuilder path = Json.array();
    story.path().forEach(print -> path.add(print(print)));
    return out.add("path", path);
  }

  private static JsonObjectBuilder print(Footprint print) {
    JsonObjectBuilder out =
        Json.object()
            .add("step", print.name())
            .add("at", print.at().toString())
            .add("what", print.what());
    if (!print.detail().isEmpty()) {
      out.add("detail", print.detail());
    }
    return out;
  }
}
