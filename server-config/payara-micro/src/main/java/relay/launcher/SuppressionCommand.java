package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;

/** Looks at the suppression list and changes it. */
final class SuppressionCommand implements Subcommand {
  private static final String PATH = "api/v1/suppressions";
  private static final String FROM_INPUT = "-";
  private static final int ERRORS_TOLD_MAX = 20;

  private static final int LIMIT_DEFAULT = 100;

  /** Conditions of lists, exports and undoing, and what the API calls them. */
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "--tenant", "tenant",
          "--stream", "stream",
          "--domain", "domain",
          "--reason", "reason",
          "--class", "class",
          "--provider", "provider",
          "--from", "from",
          "--to", "to");

  /** What an entry is made of beside its subject. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "--tenant", "tenant",
          "--stream", "stream",
          "--reason", "reason",
          "--evidence", "evidence",
          "--until", "expires_at");

  private static final Map<String, Integer> WORDS_OF_VERBS =
      Map.of("list", 0, "add", 1, "delete", 1, "test", 1, "import", 1, "export", 0, "undo", 0);

  private final InputStream in;
  private final Supplier<ApiClient> relay;

  /**
   * @param in where a file called {@code -} is read
   */
  SuppressionCommand(InputStream in, Supplier<ApiClient> relay) {
    this.in = in;
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "suppression list | add|test SUBJECT | delete ID|SUBJECT | import FILE | export | undo"
        + "   whom no mail goes to; suppression help tells the options";
  }

  @Override
  public String help() {
    return Usage.of(this)
        + """

        options
          --tenant T --stream S       whose mail; *bulk: all bulk streams; without them everybody's
          --reason R                  manual, unsubscribed, complaint, hard-bounce, soft-bounce ...
          --evidence TEXT --until TIME                        of an entry that is added
          --class C --provider P --domain D --from TIME --to TIME    of list, export and undo
          --subject S --limit N       of list
          --dry-run                   of undo: tells how many entries it means
        """;
  }

  @Override
  public List<String> examples() {
    return List.of(
        "suppression test bob@example.org --tenant acme --stream news",
        "suppression add bob@example.org --tenant acme --evidence \"asked by telephone\"",
        "suppression add example.org --until 2026-12-31T00:00:00Z",
        "suppression list --tenant acme --reason hard-bounce --limit 50",
        "suppression list --subject bob@example.org --json",
        "suppression delete bob@example.org --tenant acme",
        "suppression import unsubscribed.csv --tenant acme --reason unsubscribed",
        "suppression export --tenant acme >acme.csv",
        "suppression undo --reason hard-bounce --provider microsoft"
            + " --from 2026-01-01T09:00:00Z --to 2026-01-01T11:00:00Z --dry-run");
  }

  @Override
  public int run(List<String> line, Console console) {
    Set<String> options = new java.util.HashSet<>(CONDITIONS.keySet());
    options.addAll(FIELDS.keySet());
    options.addAll(Set.of("--subject", "--limit"));
    Arguments arguments = Arguments.of(line, options, Set.of("--json", "--dry-run"));
    List<String> words = arguments.words();
    String verb = words.isEmpty() ? "" : words.get(0);
    if (!Integer.valueOf(words.size() - 1).equals(WORDS_OF_VERBS.get(verb))) {
      throw new Refusal(Refusal.USAGE, "what about whom? relay " + usage());
    }
    return switch (verb) {
      case "list" -> list(arguments, console);
      case "add" -> add(words.get(1), arguments, console);
      case "delete" -> delete(words.get(1), arguments, console);
      case "test" -> test(words.get(1), arguments, console);
      case "import" -> take(words.get(1), arguments, console);
      case "export" -> {
        relay.get().lines(PATH + "/export" + conditions(arguments), "text/csv", console::say);
        yield 0;
      }
      default -> undo(arguments, console);
    };
  }

  private int list(Arguments arguments, Console console) {
    int most = arguments.number("--limit", LIMIT_DEFAULT);
    JsonObject answer =
        new Pages(relay.get()).read(PATH + conditions(arguments), "suppressions", most);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return 0;
    }
    var table = new Table("ID", "SUBJECT", "TENANT", "STREAM", "REASON", "MADE", "UNTIL", "AUTHOR");
    for (var value : answer.getJsonArray("suppressions")) {
      JsonObject entry = value.asJsonObject();
      table.row(
          entry.getString("id"),
          entry.getString("subject", "(erased)"),
          entry.getString("tenant", "(all)"),
          entry.getString("stream", ""),
          entry.getString("reason"),
          entry.getString("created_at"),
          entry.getString("expires_at", "for ever"),
          entry.getString("author"));
    }
    table.lines().forEach(console::say);
    Pages.tellOfMore(answer, console);
    return 0;
  }

  private int add(String subject, Arguments arguments, Console console) {
    JsonObjectBuilder entry = ControlJson.object().add("subject", subject);
    FIELDS.forEach(
        (option, field) -> arguments.option(option).ifPresent(text -> entry.add(field, text)));
    JsonObject made = relay.get().put(PATH, entry.build());
    if (arguments.has("--json")) {
      console.say(made.toString());
    } else {
      console.say("No mail goes to " + made.getString("subject") + " now: " + whose(made) + ".");
      console.say("Take it out with: relay suppression delete " + made.getString("id"));
    }
    return 0;
  }

  private static String whose(JsonObject entry) {
    if (!entry.containsKey("tenant")) {
      return "nobody's";
    }
    String stream = entry.getString("stream", "");
    return "none of "
        + (stream.isEmpty() ? "" : "stream " + stream + " of ")
        + "tenant "
        + entry.getString("tenant");
  }

  private int delete(String which, Arguments arguments, Console console) {
    String id = which.matches("[0-9a-f]{32}") ? which : idOf(which, arguments);
    relay.get().delete(PATH + "/" + ApiClient.part(id));
    console.say(
        arguments.has("--json")
            ? ControlJson.object().add("id", id).build().toString()
            : "Mail goes to it again, unless another entry holds it back (relay suppression test).");
    return 0;
  }

  /** Of all entries about a subject the one with this scope. */
  private String idOf(String subject, Arguments arguments) {
    JsonObject found = relay.get().get(PATH + "?limit=1000&subject=" + ApiClient.part(subject));
    String tenant = arguments.option("--tenant").orElse("");
    String stream = arguments.option("--stream").orElse("");
    return found.getJsonArray("suppressions").stream()
        .map(value -> value.asJsonObject())
        .filter(entry -> entry.getString("tenant", "").equals(tenant))
        .filter(entry -> entry.getString("stream", "").equals(stream))
        .map(entry -> entry.getString("id"))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.NOT_FOUND,
                    "there is no such entry; see them all: relay suppression list --subject "
                        + subject));
  }

  private int test(String address, Arguments arguments, Console console) {
    var query =
        new Query().and("address", address).given(arguments, List.of("--tenant", "--stream"));
    JsonObject answer = relay.get().get(PATH + "/test" + query);
    boolean suppressed = answer.getBoolean("suppressed");
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      console.say(
          suppressed
              ? answer.getString("sentence")
              : "Mail of stream "
                  + answer.getString("stream")
                  + " of tenant "
                  + answer.getString("tenant")
                  + " goes to this address.");
    }
    return suppressed ? 1 : 0;
  }

  private int take(String file, Arguments arguments, Console console) {
    JsonObject answer;
    try (InputStream source = file.equals(FROM_INPUT) ? in : Files.newInputStream(Path.of(file))) {
      answer = relay.get().post(PATH + "/import" + conditions(arguments), "text/csv", source);
    } catch (IOException e) {
      throw new Refusal(Refusal.USAGE, "the file " + file + " cannot be read (" + e + ")");
    }
    long faulty = answer.getJsonNumber("faulty").longValue();
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      console.say(
          answer.getJsonNumber("lines")
              + " lines: "
              + answer.getJsonNumber("added")
              + " new, "
              + answer.getJsonNumber("changed")
              + " changed, "
              + faulty
              + " faulty");
      answer.getJsonArray("errors").stream()
          .limit(ERRORS_TOLD_MAX)
          .map(value -> value.asJsonObject())
          .forEach(
              error ->
                  console.say("  line " + error.getInt("line") + ": " + error.getString("error")));
      if (faulty > ERRORS_TOLD_MAX) {
        console.say("  and " + (faulty - ERRORS_TOLD_MAX) + " more (--json tells a thousand)");
      }
    }
    return faulty == 0 ? 0 : Refusal.REFUSED;
  }

  private int undo(Arguments arguments, Console console) {
    JsonObjectBuilder filter = ControlJson.object();
    given(arguments).forEach(filter::add);
    boolean dry = arguments.has("--dry-run");
    JsonObject answer =
        relay.get().post(PATH + "/undo" + (dry ? "?dry-run=true" : ""), filter.build());
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else if (dry) {
      console.say(answer.getJsonNumber("matching") + " entries match. Nothing was changed.");
    } else {
      console.say(answer.getJsonNumber("removed") + " entries are taken out; mail goes again.");
    }
    return 0;
  }

  private static Map<String, String> given(Arguments arguments) {
    Map<String, String> given = new HashMap<>();
    CONDITIONS.forEach(
        (option, name) -> arguments.option(option).ifPresent(text -> given.put(name, text)));
    arguments.option("--subject").ifPresent(text -> given.put("subject", text));
    return given;
  }

  private static String conditions(Arguments arguments) {
    var query = new Query();
    given(arguments).forEach(query::and);
    return query.toString();
  }
}
