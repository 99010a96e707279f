package relay.domain.webhook;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.control.ControlJson;

/** {@link EndpointProgress} as a text, for the disk and for people. */
public final class ProgressJson {
  private ProgressJson() {}

  public static String write(EndpointProgress progress) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("place", progress.place().toString())
            .add("failures", progress.failures());
    ControlJson.add(out, "failing_since", progress.failingSince());
    out.add("next_try", progress.nextTry().toString()).add("replay_done", progress.replayDone());
    ControlJson.add(out, "replay_place", progress.replayPlace());
    return out.add("attempts", attempts(progress.attempts())).build().toString();
  }

  /** The attempts, oldest first. */
  public static JsonArrayBuilder attempts(List<PostAttempt> attempts) {
    JsonArrayBuilder out = ControlJson.array();
    for (PostAttempt attempt : attempts) {
      JsonObjectBuilder one =
          ControlJson.object()
              .add("time", attempt.at().toString())
              .add("post", attempt.post())
              .add("events", attempt.events())
              .add("replay", attempt.replay())
              .add("status", attempt.status())
              .add("problem", attempt.problem())
              .add("millis", attempt.millis());
      ControlJson.add(one, "retry_after", attempt.retryAfter());
      out.add(one);
    }
    return out;
  }

  /**
   * @throws RuntimeException when it is no such text
   */
  public static EndpointProgress read(String text) {
    JsonObject json = ControlJson.read(text);
    JsonArray attempts = json.getJsonArray("attempts");
    return new EndpointProgress(
        JournalPlace.parse(json.getString("place")),
        json.getInt("failures"),
        text(json, "failing_since").map(Instant::parse),
        Instant.parse(json.getString("next_try")),
        json.getString("replay_done"),
        text(json, "replay_place").map(JournalPlace::parse),
        attempts.stream().map(JsonValue::asJsonObject).map(ProgressJson::attempt).toList());
  }

  private static PostAttempt attempt(JsonObject json) {
    return new PostAttempt(
        Instant.parse(json.getString("time")),
        json.getString("post"),
        json.getInt("events"),
        json.getBoolean("replay"),
        json.getInt("status"),
        json.getString("problem"),
        json.getJsonNumber("millis").longValue(),
        text(json, "retry_after").map(Duration::parse));
  }

  private static Optional<String> text(JsonObject json, String name) {
    return Optional.ofNullable(json.getString(name, null));
  }
}
