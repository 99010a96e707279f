package relay.launcher;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Shows what other servers report about a tenant's domains, and takes their reports. */
final class ReportCommand implements Subcommand {
  private static final int OCTETS_MAX = 256 << 20;
  private static final Set<String> OPTIONS =
      Set.of("--tenant", "--domain", "--kind", "--from", "--to", "--limit", "--cursor");
  private static final String JSON = "--json";
  private static final String UNKNOWN = "--unknown";
  private final Supplier<ApiClient> relay;

  ReportCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "report list|show ID|sources|trend|upload FILE...|outgoing [ID] [--tenant T] [--domain D]"
        + "   reports about our domains, and of ours";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "report list --tenant acme --domain acme.example",
        "report sources --tenant acme --unknown",
        "report trend --tenant acme --from 2026-01-01 --to 2026-01-31",
        "report outgoing --domain example.org",
        "report show 0f343b0931126a20f133d67c2b018a3b --tenant acme",
        "report upload google.com!acme.example!1767225600!1767311999.zip --tenant acme");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, Set.of(JSON, UNKNOWN));
    List<String> words = arguments.words();
    String verb = words.isEmpty() ? "" : words.get(0);
    boolean isAlone = words.size() == 1;
    String path =
        "api/v1/tenants/"
            + ApiClient.part(arguments.option("--tenant").orElse("default"))
            + "/reports";
    if (verb.equals("upload") && !isAlone) {
      return upload(words.subList(1, words.size()), path, arguments, console);
    }
    if (verb.equals("show") && words.size() == 2) {
      return show(relay.get().get(path + "/" + ApiClient.part(words.get(1))), arguments, console);
    }
    if (verb.equals("outgoing") && words.size() <= 2) {
      return outgoing(words.subList(1, words.size()), arguments, console);
    }
    if (isAlone && List.of("list", "sources", "trend").contains(verb)) {
      return ask(verb, path, arguments, console);
    }
    throw new Refusal(Refusal.USAGE, "what of the reports? relay " + usage());
  }

  /** TLS reports that this relay sends: the whole platform's, so of no tenant. */
  private int outgoing(List<String> id, Arguments arguments, Console console) {
    String path = "api/v1/tls-reports/outgoing";
    if (!id.isEmpty()) {
      console.say(relay.get().get(path + "/" + ApiClient.part(id.get(0))).toString());
      return 0;
    }
    JsonObject answer = relay.get().get(path + query(arguments));
    if (arguments.has(JSON)) {
      console.say(answer.toString());
    } else {
      ReportText.of("outgoing", answer).forEach(console::say);
    }
    return 0;
  }

  private int ask(String verb, String path, Arguments arguments, Console console) {
    String below = verb.equals("list") ? "" : "/" + verb;
    JsonObject answer = relay.get().get(path + below + query(arguments));
    if (arguments.has(JSON)) {
      console.say(answer.toString());
    } else {
      ReportText.of(verb, answer).forEach(console::say);
    }
    return 0;
  }

  private static String query(Arguments arguments) {
    var query =
        new Query()
            .given(
                arguments, List.of("--domain", "--kind", "--from", "--to", "--limit", "--cursor"));
    if (arguments.has(UNKNOWN)) {
      query.and("unknown", "true");
    }
    return query.toString();
  }

  private static int show(JsonObject report, Arguments arguments, Console console) {
    if (arguments.has(JSON)) {
      console.say(report.toString());
    } else {
      ReportText.report(report).forEach(console::say);
    }
    return 0;
  }

  /** Each file by itself: one that is no report does not stop the others. */
  private int upload(List<String> files, String path, Arguments arguments, Console console) {
    int exitCode = 0;
    for (String file : files) {
      try {
        JsonObject taken = relay.get().postOctets(path, octets(file));
        console.say(
            arguments.has(JSON)
                ? taken.toString()
                : file + ": " + taken.getString("kind") + " report " + taken.getString("id"));
      } catch (Refusal e) {
        if (e.exitCode() != Refusal.REFUSED) {
          throw e;
        }
        console.complain(file + ": " + e.getMessage());
        exitCode = Refusal.REFUSED;
      }
    }
    return exitCode;
  }

  private static byte[] octets(String file) {
    try (var in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(OCTETS_MAX);
    } catch (IOException | InvalidPathException e) {
      throw new Refusal(Refusal.FAILED, "the file " + file + " cannot be read: " + Refusal.why(e));
    }
  }
}
