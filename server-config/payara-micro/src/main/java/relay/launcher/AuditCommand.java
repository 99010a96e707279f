package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Shows who changed what, checks the chain of the audit, and writes all of it out. */
final class AuditCommand implements Subcommand {
  private static final String PATH = "api/v1/audit";
  private static final Set<String> OPTIONS =
      Set.of("--tenant", "--subject", "--actor", "--limit", "--from");
  private final Supplier<ApiClient> relay;

  AuditCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "audit list|verify|export [--tenant T] [--subject S] [--actor A] [--limit 50]"
        + "   who changed what, and whether the record is whole";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "audit list --tenant acme --limit 10",
        "audit list --subject credential/acme/c-shop --json",
        "audit verify",
        "audit export >audit.jsonl",
        "audit export --from 1200 >>audit.jsonl");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, Set.of("--json"));
    switch (String.join(" ", arguments.words())) {
      case "list" -> list(arguments, console);
      case "verify" -> {
        return verify(arguments, console);
      }
      case "export" ->
          relay
              .get()
              .lines(
                  PATH + "/export?from=" + ApiClient.part(arguments.option("--from").orElse("1")),
                  console::say);
      default -> throw new Refusal(Refusal.USAGE, "what of the audit? relay " + usage());
    }
    return 0;
  }

  private void list(Arguments arguments, Console console) {
    var query = new Query().given(arguments, List.of("--tenant", "--subject", "--actor"));
    int most = arguments.number("--limit", 50);
    JsonObject answer = new Pages(relay.get()).read(PATH + query, "entries", most);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("NUMBER", "AT", "WHO", "FROM", "DID", "TO WHAT");
    for (var value : answer.getJsonArray("entries")) {
      JsonObject entry = value.asJsonObject();
      table.row(
          ObjectText.field(entry, "number"),
          ObjectText.field(entry, "at"),
          ObjectText.field(entry, "actor"),
          ObjectText.field(entry, "origin"),
          ObjectText.field(entry, "action"),
          ObjectText.field(entry, "subject"));
    }
    table.lines().forEach(console::say);
  }

  private int verify(Arguments arguments, Console console) {
    JsonObject answer = relay.get().get(PATH + "/verify");
    boolean isWhole = answer.getBoolean("whole");
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else if (isWhole) {
      console.say("the audit is whole: " + answer.getJsonNumber("entries") + " entries");
    } else {
      console.complain(
          "the audit is broken at entry "
              + answer.getJsonNumber("broken_at")
              + ", which "
              + answer.getString("why"));
    }
    return isWhole ? 0 : Refusal.REFUSED;
  }
}
