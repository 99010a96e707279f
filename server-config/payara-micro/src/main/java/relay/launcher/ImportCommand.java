package relay.launcher;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKinds;
import relay.domain.migration.ImportedLine;
import relay.domain.migration.PostfixImport;
import relay.domain.migration.PostfixPlan;
import relay.domain.migration.ShapingImport;
import relay.domain.migration.ShapingPlan;
import relay.domain.migration.UnreadableLine;

/**
 * Takes over what another mail server was told. The files are read here; {@code --dry-run} needs no
 * relay.
 */
final class ImportCommand implements Subcommand {
  private static final long FILE_OCTETS_MAX = 32L << 20;
  private static final String TRANSPORT = "--transport";
  private static final String SASL = "--sasl";
  private static final String RELAY_HOST = "--relayhost";
  private static final String PASSWORDS = "passwords";
  private static final Set<String> OPTIONS = Set.of(TRANSPORT, SASL, RELAY_HOST);
  private static final Set<String> FLAGS = Set.of("--json", "--dry-run");
  private final Supplier<ApiClient> relay;

  ImportCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "import shaping FILE | postfix [--transport FILE] [--sasl FILE] [--relayhost HOST]"
        + " [--dry-run]   takes over what KumoMTA or Postfix was told";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "import shaping /opt/kumomta/etc/policy/shaping.toml --dry-run",
        "import postfix --transport /etc/postfix/transport --sasl /etc/postfix/sasl_passwd"
            + " --dry-run",
        "import postfix --relayhost [smtp.example.com]:587 --sasl /etc/postfix/sasl_passwd");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, FLAGS);
    List<String> words = arguments.words();
    try {
      if (words.size() == 2 && words.get(0).equals("shaping")) {
        shaping(ShapingImport.read(text(words.get(1))), arguments, console);
        return 0;
      }
      if (words.equals(List.of("postfix")) && OPTIONS.stream().anyMatch(arguments::has)) {
        postfix(
            PostfixImport.read(
                arguments.option(TRANSPORT).map(ImportCommand::text).orElse(""),
                arguments.option(SASL).map(ImportCommand::text).orElse(""),
                arguments.option(RELAY_HOST).orElse("")),
            arguments,
            console);
        return 0;
      }
    } catch (UnreadableLine e) {
      throw new Refusal(Refusal.REFUSED, e.getMessage());
    }
    throw new Refusal(Refusal.USAGE, "import what? relay " + usage().split(" {3}")[0]);
  }

  private static String text(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > FILE_OCTETS_MAX) {
        throw new Refusal(Refusal.REFUSED, file + " is larger than " + FILE_OCTETS_MAX + " octets");
      }
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Refusal(Refusal.USAGE, file + " cannot be read: " + Refusal.why(e));
    }
  }

  private void shaping(ShapingPlan plan, Arguments arguments, Console console) {
    JsonObjectBuilder settings = ControlJson.object();
    plan.settings().forEach(settings::add);
    JsonObjectBuilder sources = ControlJson.object();
    plan.sources()
        .forEach(
            (source, byProvider) -> {
              JsonObjectBuilder limits = ControlJson.object();
              byProvider.forEach(limits::add);
              sources.add(source, ControlJson.object().add("limits", limits));
            });
    JsonObject wishes = settings.build();
    JsonObject patches = sources.build();
    if (arguments.has("--json")) {
      JsonObjectBuilder out = ControlJson.object().add("lines", lines(plan.lines()));
      console.say(out.add("settings", wishes).add("egress_sources", patches).build().toString());
    } else {
      table(plan.lines(), console);
      plan.settings().forEach((key, value) -> console.say(key + " = " + value));
      patches.forEach((source, patch) -> console.say("egress-source " + source + " " + patch));
    }
    if (isDry(arguments, console)) {
      return;
    }
    if (!wishes.isEmpty()) {
      relay.get().patch("api/v1/settings", wishes, Map.of());
    }
    for (String source : patches.keySet()) {
      relay
          .get()
          .patch(
              "api/v1/egress-sources/" + ApiClient.part(source),
              patches.getJsonObject(source),
              Map.of());
    }
    done(wishes.size() + " settings and " + patches.size() + " egress sources", arguments, console);
  }

  private void postfix(PostfixPlan plan, Arguments arguments, Console console) {
    if (arguments.has("--json")) {
      JsonArrayBuilder routes = ControlJson.array();
      plan.routes().forEach(route -> routes.add(masked(route)));
      JsonObjectBuilder out = ControlJson.object().add("lines", lines(plan.lines()));
      console.say(out.add("routes", routes).build().toString());
    } else {
      table(plan.lines(), console);
      plan.routes().forEach(route -> console.say("route " + masked(route)));
    }
    if (isDry(arguments, console)) {
      return;
    }
    for (JsonObject route : plan.routes()) {
      relay.get().put("api/v1/routes/" + ApiClient.part(route.getString("id")), route);
    }
    done(plan.routes().size() + " routes", arguments, console);
  }

  private static boolean isDry(Arguments arguments, Console console) {
    if (arguments.has("--dry-run") && !arguments.has("--json")) {
      console.say("Nothing was changed, and no relay was asked.");
    }
    return arguments.has("--dry-run");
  }

  private static void done(String what, Arguments arguments, Console console) {
    if (!arguments.has("--json")) {
      console.say("In force: " + what + ".");
    }
  }

  private static JsonObject masked(JsonObject route) {
    if (!route.containsKey(PASSWORDS)) {
      return route;
    }
    JsonObjectBuilder masks = ControlJson.object();
    route.getJsonObject(PASSWORDS).keySet().forEach(name -> masks.add(name, ControlKinds.MASK));
    return ControlJson.object(route).add(PASSWORDS, masks).build();
  }

  private static JsonArrayBuilder lines(List<ImportedLine> lines) {
    JsonArrayBuilder out = ControlJson.array();
    lines.forEach(
        each ->
            out.add(
                ControlJson.object()
                    .add("file", each.file())
                    .add("line", each.line())
                    .add("written", each.written())
                    .add("fate", each.fate().word())
                    .add("says", each.says())));
    return out;
  }

  private static void table(List<ImportedLine> lines, Console console) {
    var table = new Table("LINE", "MAPS", "WRITTEN", "SAYS");
    for (ImportedLine each : lines) {
      String place = each.line() == 0 ? each.file() : each.file() + ":" + each.line();
      table.row(place, each.fate().word(), each.written(), each.says());
    }
    table.lines().forEach(console::say);
    for (ImportedLine.Fate fate : ImportedLine.Fate.values()) {
      long count = lines.stream().filter(l -> l.fate() == fate).count();
      console.say(fate.word() + ": " + count);
    }
  }
}
