package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;

/** Shows the settings of a running relay, changes them, and takes changes back. */
final class SettingsCommand implements Subcommand {
  private static final String PATH = "api/v1/settings";
  private static final String FROM_INPUT = "-";
  private static final int LINE_CHARS_MAX = 100_000;
  private static final Set<String> OPTIONS = Set.of("--source", "--limit", "--if-version");
  private static final Set<String> FLAGS = Set.of("--json", "--dry-run");
  private final InputStream in;
  private final Supplier<ApiClient> relay;

  SettingsCommand(InputStream in, Supplier<ApiClient> relay) {
    this.in = in;
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "settings list|get|set|reset|history|diff|rollback ... [--dry-run] [--json]"
        + "   the settings of a running relay, changed without a restart";
  }

  @Override
  public String help() {
    return """
    settings: shows the settings of a running relay, and changes those that are live, on all nodes
    within two seconds.

      relay settings list [PART] [--source default|file|live|environment]
      relay settings get KEY
      relay settings set KEY=VALUE... [--dry-run] [--if-version N]
      relay settings reset KEY... [--dry-run] [--if-version N]   again as the settings file says
      relay settings history [--limit 20]
      relay settings diff [FROM [TO]]                            versions; else the last change
      relay settings rollback VERSION [--dry-run] [--if-version N]

    KEY=- reads the value from the standard input. --json prints what the relay answers.

    examples
      relay settings list route --source live
      relay settings set brake.time-default=4h --dry-run
      relay settings set route.provider.password=- <password.txt
      relay settings rollback 3
    """;
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, FLAGS);
    List<String> words = arguments.words();
    String verb = words.isEmpty() ? "" : words.get(0);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    switch (verb) {
      case "list" -> list(atMost(1, rest), arguments, console);
      case "get" -> get(exactly("KEY", rest), arguments, console);
      case "set" -> change(wishes(atLeast("KEY=VALUE", rest)), arguments, console);
      case "reset" -> change(resets(atLeast("KEY", rest)), arguments, console);
      case "history" -> {
        atMost(0, rest);
        history(arguments, console);
      }
      case "diff" -> diff(atMost(2, rest), arguments, console);
      case "rollback" -> rollback(exactly("VERSION", rest), arguments, console);
      default -> throw new Refusal(Refusal.USAGE, "what of the settings? relay settings --help");
    }
    return 0;
  }

  private void list(List<String> part, Arguments arguments, Console console) {
    var query = new StringBuilder(PATH);
    if (!part.isEmpty()) {
      query.append("?q=").append(ApiClient.part(part.get(0)));
    }
    arguments
        .option("--source")
        .ifPresent(
            s -> query.append(part.isEmpty() ? '?' : '&').append("source=" + ApiClient.part(s)));
    JsonObject answer = relay.get().get(query.toString());
    if (isJson(arguments, answer, console)) {
      return;
    }
    var table = new Table("KEY", "VALUE", "SOURCE", "LIVE");
    for (var value : answer.getJsonArray("settings")) {
      JsonObject row = value.asJsonObject();
      table.row(
          row.getString("key"),
          row.getString("value"),
          row.getString("source"),
          row.getBoolean("live") ? "yes" : "at start");
    }
    table.lines().forEach(console::say);
    console.say("version " + answer.getJsonNumber("version") + " of the live settings");
    if (answer.containsKey("not_in_force")) {
      console.complain(
          "this node keeps to an earlier version: " + answer.getString("not_in_force"));
    }
  }

  private void get(String key, Arguments arguments, Console console) {
    JsonObject answer = relay.get().get(PATH + "?q=" + ApiClient.part(key));
    JsonObject found =
        answer.getJsonArray("settings").stream()
            .map(JsonValue::asJsonObject)
            .filter(row -> row.getString("key").equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.NOT_FOUND,
                        "there is no setting " + key + " here; relay settings list shows all"));
    if (isJson(arguments, found, console)) {
      return;
    }
    console.say(key + " = " + found.getString("value"));
    console.say("  from     " + found.getString("source"));
    console.say("  default  " + found.getString("default"));
    console.say("  changed  " + (found.getBoolean("live") ? "while it runs" : "at start only"));
    console.say("  may be   " + found.getString("rule"));
    console.say("  " + found.getString("about"));
  }

  private void change(JsonObject wishes, Arguments arguments, Console console) {
    String path = PATH + (arguments.has("--dry-run") ? "?dry-run=true" : "");
    told(relay.get().patch(path, wishes, conditions(arguments)), arguments, console);
  }

  private void rollback(String version, Arguments arguments, Console console) {
    JsonObject body = ControlJson.object().add("version", number(version)).build();
    String path = PATH + "/rollback" + (arguments.has("--dry-run") ? "?dry-run=true" : "");
    told(relay.get().post(path, body, conditions(arguments)), arguments, console);
  }

  private void told(JsonObject answer, Arguments arguments, Console console) {
    if (isJson(arguments, answer, console)) {
      return;
    }
    if (answer.getJsonArray("changes").isEmpty()) {
      console.say("nothing changes");
      return;
    }
    differences(answer, console);
    console.say(
        arguments.has("--dry-run")
            ? "Nothing was changed."
            : "this is version " + answer.getJsonNumber("version") + " of the live settings");
  }

  private void history(Arguments arguments, Console console) {
    int most = arguments.number("--limit", 20);
    JsonObject answer = new Pages(relay.get()).read(PATH + "/history", "versions", most);
    if (isJson(arguments, answer, console)) {
      return;
    }
    for (var value : answer.getJsonArray("versions")) {
      JsonObject version = value.asJsonObject();
      console.say(
          version.getJsonNumber("version")
              + "  "
              + version.getString("at")
              + "  "
              + version.getString("by"));
      differences(version, console);
    }
    console.say(
        "relay settings rollback goes back to " + answer.getJsonNumber("oldest") + " at most");
  }

  private void diff(List<String> versions, Arguments arguments, Console console) {
    var query = new StringBuilder(PATH + "/diff");
    for (int i = 0; i < versions.size(); i++) {
      query.append(i == 0 ? "?from=" : "&to=").append(number(versions.get(i)));
    }
    JsonObject answer = relay.get().get(query.toString());
    if (!isJson(arguments, answer, console)) {
      console.say(
          "from version " + answer.getJsonNumber("from") + " to " + answer.getJsonNumber("to"));
      differences(answer, console);
    }
  }

  private static void differences(JsonObject answer, Console console) {
    for (var value : answer.getJsonArray("changes")) {
      JsonObject each = value.asJsonObject();
      console.say(
          "  "
              + each.getString("key")
              + ": "
              + each.getString("before", "(as the file says)")
              + " -> "
              + each.getString("after", "(as the file says)"));
    }
  }

  private JsonObject wishes(List<String> words) {
    JsonObjectBuilder out = ControlJson.object();
    for (String word : words) {
      int at = word.indexOf('=');
      if (at < 1) {
        throw new Refusal(Refusal.USAGE, "'" + word + "' is no KEY=VALUE; quote what has blanks");
      }
      String value = word.substring(at + 1);
      out.add(word.substring(0, at), value.equals(FROM_INPUT) ? line() : value);
    }
    return out.build();
  }

  private static JsonObject resets(List<String> keys) {
    JsonObjectBuilder out = ControlJson.object();
    keys.forEach(out::addNull);
    return out.build();
  }

  private String line() {
    try {
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String line = reader.readLine();
      if (line == null || line.length() > LINE_CHARS_MAX) {
        throw new Refusal(Refusal.USAGE, "give the value on the standard input, in one line");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> conditions(Arguments arguments) {
    return arguments
        .option("--if-version")
        .map(version -> Map.of("If-Match", "\"" + number(version) + "\""))
        .orElse(Map.of());
  }

  private static boolean isJson(Arguments arguments, JsonObject answer, Console console) {
    if (arguments.has("--json")) {
      console.say(answer.toString());
    }
    return arguments.has("--json");
  }

  private static long number(String version) {
    try {
      return Long.parseLong(version);
    } catch (NumberFormatException e) {
      throw new Refusal(Refusal.USAGE, "a version is a number, not '" + version + "'");
    }
  }

  private static List<String> atMost(int count, List<String> words) {
    if (words.size() > count) {
      throw new Refusal(Refusal.USAGE, "what is '" + words.get(count) + "'? relay settings --help");
    }
    return words;
  }

  private static List<String> atLeast(String what, List<String> words) {
    if (words.isEmpty()) {
      throw new Refusal(Refusal.USAGE, what + " is missing; relay settings --help");
    }
    return words;
  }

  private static String exactly(String what, List<String> words) {
    return atMost(1, atLeast(what, words)).get(0);
  }
}
