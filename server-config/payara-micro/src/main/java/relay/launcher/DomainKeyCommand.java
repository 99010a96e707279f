package relay.launcher;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The DKIM keys that a running relay looks after, and the DNS records of a domain: lists, rotates,
 * retires, removes, compares.
 */
final class DomainKeyCommand {
  static final Set<String> VERBS = Set.of("list", "rotate", "retire", "remove", "records");

  private static final Set<String> WITH_SELECTOR = Set.of("retire", "remove");
  private static final Set<String> OPTIONS = Set.of("--tenant", "--selector", "--algorithm");
  private static final Set<String> FLAGS = Set.of("--json", "--dry-run");
  private static final String DEFAULT_TENANT = "default";
  private static final JsonBuilderFactory BUILDERS =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private final Supplier<ApiClient> relay;

  DomainKeyCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  /**
   * Does what the words say.
   *
   * @return 0, or of records 1 when the domain is not ready
   */
  int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, FLAGS);
    List<String> words = arguments.words();
    String verb = words.get(0);
    if (words.size() != (WITH_SELECTOR.contains(verb) ? 3 : 2)) {
      throw new Refusal(
          Refusal.USAGE,
          "relay dkim " + verb + " DOMAIN" + (WITH_SELECTOR.contains(verb) ? " SELECTOR" : ""));
    }
    String path =
        "api/v1/tenants/"
            + ApiClient.part(arguments.option("--tenant").orElse(DEFAULT_TENANT))
            + "/domains/"
            + ApiClient.part(words.get(1));
    String keys = path + "/keys";
    String trial = arguments.has("--dry-run") ? "?dry-run=true" : "";
    return switch (verb) {
      case "list" -> told(relay.get().get(keys), arguments, console, List.of());
      case "rotate" ->
          told(
              relay.get().post(keys + trial, order(arguments)),
              arguments,
              console,
              List.of("Publish the records; relay dkim list shows when the keys take over."));
      case "retire" ->
          told(
              relay.get().post(keys + selector(words) + "/retire" + trial, empty()),
              arguments,
              console,
              List.of("Leave the record of a retired key in the DNS until it is removed."));
      case "remove" ->
          remove(relay.get().delete(keys + selector(words) + trial), words, arguments, console);
      default -> records(relay.get().get(path + "/dns"), arguments, console);
    };
  }

  private static String selector(List<String> words) {
    return "/" + ApiClient.part(words.get(2));
  }

  private static JsonObject empty() {
    return BUILDERS.createObjectBuilder().build();
  }

  private static JsonObject order(Arguments arguments) {
    JsonObjectBuilder order = BUILDERS.createObjectBuilder();
    arguments.option("--selector").ifPresent(text -> order.add("selector", text));
    arguments
        .option("--algorithm")
        .ifPresent(
            text -> {
              JsonArrayBuilder algorithms = BUILDERS.createArrayBuilder();
              for (String each : text.split(",", -1)) {
                algorithms.add(word(each.strip()));
              }
              order.add("algorithms", algorithms);
            });
    return order.build();
  }

  private static String word(String algorithm) {
    return switch (algorithm) {
      case "rsa" -> "rsa-sha256";
      case "ed25519" -> "ed25519-sha256";
      default -> algorithm;
    };
  }

  private static int told(
      JsonObject answer, Arguments arguments, Console console, List<String> advice) {
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return 0;
    }
    var table = new Table("SELECTOR", "ALGORITHM", "STATE", "SINCE", "DNS");
    List<JsonObject> keys = answer.getJsonArray("keys").getValuesAs(JsonObject.class);
    for (JsonObject key : keys) {
      table.row(
          key.getString("selector"),
          key.getString("algorithm"),
          key.getString("state"),
          key.getString("since"),
          key.getString("dns"));
    }
    table.lines().forEach(console::say);
    if (arguments.has("--dry-run")) {
      console.say("Nothing was changed.");
      return 0;
    }
    for (JsonObject key : keys) {
      if (key.getString("state").equals("pending")) {
        JsonObject record = key.getJsonObject("publish");
        console.say(zoneLine(record.getString("name"), "TXT", record.getString("text")));
      }
    }
    advice.forEach(console::say);
    return 0;
  }

  private static int remove(
      JsonObject answer, List<String> words, Arguments arguments, Console console) {
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else if (arguments.has("--dry-run")) {
      console.say(words.get(2) + " would be removed. Nothing was changed.");
    } else {
      console.say(words.get(2) + " is removed; take its record out of the DNS");
    }
    return 0;
  }

  private static int records(JsonObject answer, Arguments arguments, Console console) {
    int exitCode = answer.getBoolean("ready") ? 0 : Refusal.FAILED;
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return exitCode;
    }
    var table = new Table("PURPOSE", "STATE", "TYPE", "NAME", "WHAT TO DO");
    List<JsonObject> records = answer.getJsonArray("records").getValuesAs(JsonObject.class);
    for (JsonObject record : records) {
      table.row(
          record.getString("purpose"),
          record.getString("state") + (record.getBoolean("required") ? "" : " (not required)"),
          record.getString("type"),
          record.getString("name"),
          record.getString("advice"));
    }
    table.lines().forEach(console::say);
    for (JsonObject record : records) {
      if (Set.of("missing", "wrong").contains(record.getString("state"))
          && !record.getString("value").isEmpty()) {
        console.say(
            zoneLine(
                record.getString("name"), record.getString("type"), record.getString("value")));
      }
    }
    console.say(
        answer.getString("domain")
            + (exitCode == 0 ? " has all that mail needs" : " lacks what mail needs"));
    return exitCode;
  }

  /** A line for a zone file; a text in strings of 255 octets at most (RFC 1035 3.3). */
  private static String zoneLine(String name, String type, String value) {
    if (!type.equals("TXT")) {
      return name + ". IN " + type + " " + value + ".";
    }
    var line = new StringBuilder(name).append(". IN TXT (");
    for (int i = 0; i < value.length(); i += 255) {
      line.append(" \"").append(value, i, Math.min(value.length(), i + 255)).append('"');
    }
    return line.append(" )").toString();
  }
}
