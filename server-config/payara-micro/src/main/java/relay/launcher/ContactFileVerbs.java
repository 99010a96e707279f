package relay.launcher;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import relay.domain.mail.MailOwner;

/** Files of contacts, in and out. */
final class ContactFileVerbs {
  /** What {@code relay contact} leaves to these. */
  static final Set<String> VERBS =
      Set.of("import", "imports", "import-report", "import-stop", "export");

  private static final String FROM_INPUT = "-";
  private static final String SEVERAL = ",";

  /** Options of an import and what the API calls them. */
  private static final Map<String, String> ORDER =
      Map.of(
          "--format", "format",
          "--separator", "separator",
          "--merge", "merge",
          "--state", "state",
          "--origin", "origin",
          "--wording", "wording");

  private static final Map<String, String> MEANT =
      Map.of("--format", "format", "--list", "list", "--state", "state", "--domain", "domain");

  private final InputStream in;
  private final Supplier<ApiClient> relay;

  ContactFileVerbs(InputStream in, Supplier<ApiClient> relay) {
    this.in = in;
    this.relay = relay;
  }

  int run(List<String> line, Console console) {
    Set<String> options = new java.util.HashSet<>(ORDER.keySet());
    options.addAll(MEANT.keySet());
    options.addAll(Set.of("--tenant", "--map"));
    Arguments arguments =
        Arguments.of(line, options, Set.of("--json", "--dry-run", "--leave-roles"));
    List<String> words = arguments.words();
    String verb = words.get(0);
    boolean needsWord = !verb.equals("imports") && !verb.equals("export");
    if (words.size() != (needsWord ? 2 : 1)) {
      throw new Refusal(
          Refusal.USAGE, needsWord ? "relay contact " + verb + " what?" : "no more words, please");
    }
    String tenant =
        "api/v1/tenants/"
            + ApiClient.part(arguments.option("--tenant").orElse(MailOwner.DEFAULT_TENANT));
    String imports = tenant + "/contact-imports";
    switch (verb) {
      case "import" -> take(imports, words.get(1), arguments, console);
      case "imports" -> list(relay.get().get(imports), arguments, console);
      case "import-report" ->
          relay
              .get()
              .lines(
                  imports + "/" + ApiClient.part(words.get(1)) + "/report",
                  "text/csv",
                  console::say);
      case "import-stop" -> {
        relay.get().delete(imports + "/" + ApiClient.part(words.get(1)));
        console.say("It takes no more rows; those that were taken stay.");
      }
      default ->
          relay
              .get()
              .lines(
                  tenant + "/contact-export" + query(arguments, MEANT),
                  "text/csv, application/jsonl",
                  console::say);
    }
    return 0;
  }

  private static String query(Arguments arguments, Map<String, String> names) {
    var query = new Query();
    add(query, arguments, names);
    return query.toString();
  }

  private static void add(Query query, Arguments arguments, Map<String, String> names) {
    new TreeMap<>(names)
        .forEach(
            (option, name) -> arguments.option(option).ifPresent(text -> query.and(name, text)));
  }

  private void take(String imports, String file, Arguments arguments, Console console) {
    var query =
        new Query()
            .and("dry_run", "" + arguments.has("--dry-run"))
            .and("leave_roles", "" + arguments.has("--leave-roles"));
    add(query, arguments, ORDER);
    for (String each : several(arguments, "--list")) {
      query.and("list", each);
    }
    for (String each : several(arguments, "--map")) {
      query.and("map", each);
    }
    String type =
        arguments.option("--format").orElse("csv").equals("csv") ? "text/csv" : "application/jsonl";
    JsonObject taken;
    try (InputStream source = file.equals(FROM_INPUT) ? in : Files.newInputStream(Path.of(file))) {
      taken = relay.get().post(imports + query, type, source);
    } catch (IOException e) {
      throw new Refusal(Refusal.USAGE, "the file " + file + " cannot be read (" + e + ")");
    }
    console.say(
        arguments.has("--json")
            ? taken.toString()
            : "Import "
                + taken.getString("id")
                + " is taken and will be read; see: relay contact imports");
  }

  private static List<String> several(Arguments arguments, String option) {
    return arguments.option(option).map(text -> List.of(text.split(SEVERAL))).orElse(List.of());
  }

  private static void list(JsonObject answer, Arguments arguments, Console console) {
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    var table =
        new Table("ID", "STATE", "READ", "ROWS", "NEW", "CHANGED", "FAULTY", "SUPPRESSED", "MADE");
    for (var value : answer.getJsonArray("imports")) {
      JsonObject job = value.asJsonObject();
      JsonObject counts = job.getJsonObject("counts");
      table.row(
          job.getString("id"),
          job.getString("state")
              + (job.getJsonObject("order").getBoolean("dry_run") ? " (dry)" : ""),
          job.getInt("percent") + " %",
          counts.get("rows").toString(),
          counts.get("added").toString(),
          counts.get("changed").toString(),
          counts.get("faulty").toString(),
          counts.get("suppressed").toString(),
          job.getString("created_at"));
    }
    table.lines().forEach(console::say);
  }
}
