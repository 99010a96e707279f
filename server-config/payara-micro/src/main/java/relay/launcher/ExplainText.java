package relay.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation as lines: the sentence that says it all, then each rule with what it rests on. */
final class ExplainText {
  private static final String INDENT = "  ";
  private static final int TOPIC_WIDTH = 9;
  private static final int EFFECT_WIDTH = 5;

  private ExplainText() {}

  static List<String> lines(JsonObject answer) {
    List<String> lines = new ArrayList<>();
    lines.add(answer.getString("summary"));
    steps(answer.getJsonArray("door"), lines);
    for (JsonValue value : answer.getJsonArray("recipients")) {
      JsonObject recipient = value.asJsonObject();
      lines.add("to " + recipient.getString("address") + ":");
      steps(recipient.getJsonArray("steps"), lines);
    }
    if (answer.containsKey("recipients_left_out")) {
      lines.add("and " + answer.getInt("recipients_left_out") + " more recipients");
    }
    return lines;
  }

  private static void steps(JsonArray steps, List<String> lines) {
    if (steps == null) {
      return;
    }
    for (JsonValue value : steps) {
      JsonObject step = value.asJsonObject();
      String until = step.containsKey("until") ? " (until " + step.getString("until") + ")" : "";
      lines.add(
          INDENT
              + pad(step.getString("topic"), TOPIC_WIDTH)
              + " "
              + pad(step.getString("effect"), EFFECT_WIDTH)
              + step.getString("says")
              + until
              + by(step.getJsonArray("by")));
    }
  }

  private static String by(JsonArray by) {
    if (by == null) {
      return "";
    }
    return by.stream()
        .map(JsonValue::asJsonObject)
        .map(each -> each.getString("kind") + " " + each.getString("name"))
        .collect(Collectors.joining(", ", "  [", "]"));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
