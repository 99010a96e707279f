package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import relay.domain.control.ControlJson;

/** {@code relay reply back-test}: what another rule would have made of past replies. */
final class BackTestVerb {
  static final Set<String> OPTIONS = Set.of("--tenant", "--file", "--from", "--until", "--traffic");
  private final ApiClient relay;
  private final Arguments arguments;

  BackTestVerb(ApiClient relay, Arguments arguments) {
    this.relay = relay;
    this.arguments = arguments;
  }

  /**
   * @param words a tenant's rule: id and fields; none of these, as if the rule were gone. The
   *     operator's: the text of the rule, or nothing
   */
  void run(List<String> words, Console console) {
    JsonObjectBuilder question = ControlJson.object();
    if (arguments.option("--traffic").isPresent()) {
      String text = String.join(" ", words);
      question.add("traffic_rules", one(arguments.option("--traffic").get(), traffic(text)));
    } else if (words.isEmpty()) {
      throw new Refusal(
          Refusal.USAGE, "which rule? relay reply back-test ID [NAME=VALUE...], or --traffic NAME");
    } else {
      question.add("tenant", arguments.option("--tenant").orElse("default"));
      question.add("reply_rules", one(words.get(0), rule(words.subList(1, words.size()))));
    }
    arguments.option("--from").ifPresent(from -> question.add("from", from));
    arguments.option("--until").ifPresent(until -> question.add("until", until));
    JsonObject answer = relay.post("api/v1/replies/back-test", question.build());
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      print(answer, console);
    }
  }

  private static JsonObjectBuilder one(String name, JsonValue rule) {
    return ControlJson.object().add(name, rule);
  }

  private static JsonValue traffic(String text) {
    return text.isBlank() ? JsonValue.NULL : ObjectField.text(text);
  }

  private JsonValue rule(List<String> words) {
    String file = arguments.option("--file").orElse("");
    return words.isEmpty() && file.isEmpty()
        ? JsonValue.NULL
        : new ObjectWords(ObjectKind.REPLY_RULE, InputStream.nullInputStream())
            .document(words, file);
  }

  private static void print(JsonObject answer, Console console) {
    console.say(
        answer.getJsonNumber("changed")
            + " of "
            + answer.getJsonNumber("replies")
            + " replies"
            + (answer.containsKey("node")
                ? " in the journal of node " + answer.getString("node")
                : "")
            + " from "
            + answer.getString("from")
            + " until "
            + (answer.getBoolean("complete")
                ? answer.getString("until")
                : answer.getString("read_until")
                    + " (no further: a back-test is bounded; go on with --from)")
            + " would be something else");
    if (answer.getJsonArray("rules").isEmpty()) {
      return;
    }
    var changes = new Table("REPLIES", "WAS", "WOULD BE", "SAMPLE");
    for (JsonValue value : answer.getJsonArray("changes")) {
      JsonObject change = value.asJsonObject();
      var samples = change.getJsonArray("samples").getValuesAs(JsonObject.class);
      changes.row(
          change.getJsonNumber("replies").toString(),
          change.getString("from"),
          change.getString("to"),
          samples.isEmpty() ? "" : samples.get(0).getString("text"));
    }
    changes.lines().forEach(console::say);
    rules(answer, console);
  }

  private static void rules(JsonObject answer, Console console) {
    var rules = new Table("RULE", "BEFORE", "AFTER", "FIRED", "WOULD FIRE");
    for (JsonValue value : answer.getJsonArray("rules")) {
      JsonObject rule = value.asJsonObject();
      rules.row(
          rule.getString("rule"),
          rule.getJsonNumber("before").toString(),
          rule.getJsonNumber("after").toString(),
          rule.containsKey("fired_before") ? rule.getJsonNumber("fired_before").toString() : "-",
          rule.containsKey("fired_after") ? rule.getJsonNumber("fired_after").toString() : "-");
    }
    rules.lines().forEach(console::say);
    for (JsonValue value : answer.getJsonArray("rules")) {
      for (JsonValue each :
          value.asJsonObject().getOrDefault("evidence", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
        JsonObject firing = each.asJsonObject();
        console.say(
            firing.getString("at")
                + " "
                + firing.getString("kind")
                + " "
                + firing.getString("flow")
                + ": "
                + String.join(
                    "; ", firing.getJsonArray("replies").getValuesAs(JsonString::getString)));
      }
    }
  }
}
