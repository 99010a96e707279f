package relay.launcher;

import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;
import static relay.launcher.ObjectField.Type.YES_NO;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Automations, and what can be ordered and asked of one beside what can be asked of every object.
 */
final class AutomationVerbs {
  static final List<String> WORDS = List.of("start", "pause", "resume", "end", "report", "path");
  private static final List<ObjectField> FIELDS =
      List.of(
          new ObjectField("title", TEXT, "for people"),
          new ObjectField("list", TEXT, "bulk mail goes to who has confirmed it"),
          new ObjectField("zone", TEXT, "of contacts that have none, such as Europe/Vienna"),
          new ObjectField("trigger.joined", TEXT, "who confirms this list comes in"),
          new ObjectField("trigger.date", TEXT, "whose attribute of type date has its day"),
          new ObjectField("trigger.days", NUMBER, "after that day, or without an open"),
          new ObjectField("trigger.yearly", YES_NO, "day and month in every year"),
          new ObjectField("trigger.at", TEXT, "time of the contact's day, such as 09:00"),
          new ObjectField("trigger.event", TEXT, "of whom a program tells this event"),
          new ObjectField("trigger.opened", TEXT, "who opened a mail of this campaign"),
          new ObjectField("trigger.clicked", TEXT, "who followed a link of it"),
          new ObjectField("trigger.link", TEXT, "this link"),
          new ObjectField("trigger.not_opened", TEXT, "who opened none of it for days"),
          new ObjectField("limits.once", YES_NO, "once and never again"),
          new ObjectField("limits.every_days", NUMBER, "again after so many days"),
          new ObjectField("limits.inside_max", NUMBER, "contacts inside at a time"),
          new ObjectField("steps", TEXT, "a list: write it into a file (--file)"));
  private final ApiClient relay;
  private final boolean json;

  /**
   * @param json whether answers are shown as they come
   */
  AutomationVerbs(ApiClient relay, boolean json) {
    this.relay = relay;
    this.json = json;
  }

  /** Automations as {@link ObjectKind} has them. */
  static ObjectKind kind() {
    return new ObjectKind(
        "automation",
        "automations",
        "what happens to contacts by itself, step by step",
        List.of("id", "state", "title", "list", "since"),
        Stream.of(FIELDS, CareFields.WINDOW, CareFields.GUARDS).flatMap(List::stream).toList(),
        List.of(
            "automation create welcome --tenant acme --file welcome.json",
            "automation start welcome --tenant acme",
            "automation report welcome --tenant acme",
            "automation path welcome ann@example.org --tenant acme",
            "automation end welcome --tenant acme"));
  }

  /**
   * Orders or asks, and tells.
   *
   * @param words behind the id
   * @param path of the automation
   */
  void run(String verb, List<String> words, String path, Console console) {
    if (words.size() != (verb.equals("path") ? 1 : 0)) {
      throw new Refusal(
          Refusal.USAGE,
          verb.equals("path")
              ? "whose path? automation path ID ADDRESS"
              : "one automation: automation " + verb + " ID");
    }
    switch (verb) {
      case "path" -> path(relay.get(path + "/contacts/" + encoded(words.get(0))), console);
      case "report" -> report(relay.get(path + "/report"), console);
      default -> {
        JsonObject automation = relay.post(path + "/" + verb, null);
        console.say(
            json
                ? automation.toString()
                : "automation "
                    + automation.getString("id")
                    + " is "
                    + automation.getString("state"));
      }
    }
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void report(JsonObject report, Console console) {
    if (json) {
      console.say(report.toString());
    } else {
      ObjectText.lines(report).forEach(console::say);
    }
  }

  private void path(JsonObject answer, Console console) {
    if (json) {
      console.say(answer.toString());
      return;
    }
    if (answer.getJsonArray("entries").isEmpty()) {
      console.say("never came in");
    }
    for (JsonValue each : answer.getJsonArray("entries")) {
      JsonObject entry = each.asJsonObject();
      console.say(
          entry.getString("entered_at")
              + "  came in; "
              + entry.getString("state")
              + (entry.containsKey("next")
                  ? ", " + entry.getString("next") + " at " + entry.getString("due_at", "")
                  : ""));
      for (JsonValue step : entry.getJsonArray("path")) {
        JsonObject print = step.asJsonObject();
        console.say(
            print.getString("at")
                + "  "
                + print.getString("step")
                + ": "
                + print.getString("what")
                + " "
                + print.getString("detail", ""));
      }
    }
  }
}
