package relay.launcher;

import static relay.launcher.ObjectField.Type.DOCUMENT;
import static relay.launcher.ObjectField.Type.LIST;
import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;

/** Templates, and what can be asked of one beside what can be asked of every object. */
final class TemplateVerbs {
  /** What a preview, a check or a test is asked with. */
  private static final ObjectKind WISH =
      new ObjectKind(
          "template",
          "templates",
          "",
          List.of(),
          List.of(
              new ObjectField("version", NUMBER, ""),
              new ObjectField("from", TEXT, ""),
              new ObjectField("to", LIST, ""),
              new ObjectField("stream", TEXT, ""),
              new ObjectField("contact", TEXT, ""),
              new ObjectField("data.NAME", DOCUMENT, "")),
          List.of());

  static final List<String> WORDS =
      List.of("publish", "versions", "withdraw", "preview", "check", "test");
  private final ApiClient relay;
  private final Arguments arguments;
  private final InputStream in;

  TemplateVerbs(ApiClient relay, Arguments arguments, InputStream in) {
    this.relay = relay;
    this.arguments = arguments;
    this.in = in;
  }

  /**
   * Asks and tells.
   *
   * @param words after the id
   * @param path of the template
   * @return the exit code: not 0 when a check found an error
   */
  int run(String verb, List<String> words, String path, Console console) {
    return switch (verb) {
      case "publish" -> publish(path, console);
      case "versions" -> versions(path, console);
      case "withdraw" -> withdraw(words, path, console);
      case "preview" -> preview(wish(words), path, console);
      case "check" -> check(wish(words), path, console);
      default -> test(wish(words), path, console);
    };
  }

  /** Templates as {@link ObjectKind#TEMPLATE} has them. */
  static ObjectKind kind() {
    return new ObjectKind(
        "template",
        "templates",
        "what mails of a tenant say, with places for values",
        List.of("id", "version", "subject", "missing"),
        List.of(
            new ObjectField("subject", DOCUMENT, "of the mail, such as \"Hello {{name}}\""),
            new ObjectField("preheader", DOCUMENT, "shown beside the subject"),
            new ObjectField("html", DOCUMENT, "the mail; @page.html reads it from a file"),
            new ObjectField(
                "text", DOCUMENT, "the same for readers without HTML; made when absent"),
            new ObjectField("defaults.T", TEXT, "value where the data has none"),
            new ObjectField("missing", TEXT, "empty, or refuse: no mail without all values")),
        List.of(
            "template create welcome --tenant acme subject=\"Hello {{name}}\" html=@page.html",
            "template check welcome --tenant acme data.name=Ann",
            "template publish welcome --tenant acme",
            "template test welcome --tenant acme from=me@acme.example to=me@acme.example"));
  }

  private JsonObject wish(List<String> words) {
    return new ObjectWords(WISH, in).document(words, arguments.option("--file").orElse(""));
  }

  private int publish(String path, Console console) {
    JsonObject version = relay.post(path + "/versions", null);
    say(version, "published as version " + version.getInt("number"), console);
    return 0;
  }

  private int versions(String path, Console console) {
    JsonObject answer = relay.get(path + "/versions");
    if (isJson()) {
      console.say(answer.toString());
      return 0;
    }
    var table = new Table("VERSION", "PUBLISHED", "BY");
    for (JsonValue each : answer.getJsonArray("versions")) {
      JsonObject version = each.asJsonObject();
      table.row(
          String.valueOf(version.getInt("number")),
          version.getString("published_at"),
          version.getString("published_by"));
    }
    table.lines().forEach(console::say);
    return 0;
  }

  private int withdraw(List<String> words, String path, Console console) {
    if (words.size() > 1) {
      throw new Refusal(Refusal.USAGE, "which version? its number, or nothing for all");
    }
    String number = words.isEmpty() ? "" : "/" + ApiClient.part(words.get(0));
    relay.delete(path + "/versions" + number);
    console.say(words.isEmpty() ? "all versions are withdrawn" : "the version is withdrawn");
    return 0;
  }

  private int preview(JsonObject wish, String path, Console console) {
    JsonObject words = relay.post(path + "/preview", wish);
    if (isJson()) {
      console.say(words.toString());
      return 0;
    }
    console.say("Subject: " + words.getString("subject"));
    console.say("");
    words.getString("text").lines().forEach(console::say);
    if (words.containsKey("html")) {
      console.say("");
      console.say("There is HTML too; --json shows it.");
    }
    return 0;
  }

  private int check(JsonObject wish, String path, Console console) {
    JsonObject report = relay.post(path + "/check", wish);
    boolean isBroken = false;
    var table = new Table("WEIGHT", "CODE", "WHAT TO DO");
    for (JsonValue each : report.getJsonArray("findings")) {
      JsonObject finding = each.asJsonObject();
      isBroken |= finding.getString("weight").equals("error");
      table.row(finding.getString("weight"), finding.getString("code"), finding.getString("text"));
    }
    if (isJson()) {
      console.say(report.toString());
    } else if (report.getJsonArray("findings").isEmpty()) {
      console.say("nothing to mend");
    } else {
      table.lines().forEach(console::say);
    }
    return isBroken ? 1 : 0;
  }

  private int test(JsonObject wish, String path, Console console) {
    JsonObject answer = relay.post(path + "/test", wish);
    say(answer, "queued as " + answer.getString("id"), console);
    return 0;
  }

  private void say(JsonObject answer, String sentence, Console console) {
    console.say(isJson() ? answer.toString() : sentence);
  }

  private boolean isJson() {
    return arguments.has("--json");
  }
}
