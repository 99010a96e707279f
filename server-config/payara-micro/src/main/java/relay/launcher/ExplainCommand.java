package relay.launcher;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;

/** Tells what would become of a mail that nobody has handed in, and why. */
final class ExplainCommand implements Subcommand {
  /** Options and the fields they stand for. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "--from", "from",
          "--author", "author",
          "--credential", "credential",
          "--address", "address",
          "--listener", "listener",
          "--stream", "stream",
          "--campaign", "campaign",
          "--lane", "lane");

  private final Supplier<ApiClient> relay;

  ExplainCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "explain --from ADDRESS --to ADDRESS[,ADDRESS...] [--credential ID] [--stream S] ..."
        + "   what would become of a mail, and why";
  }

  @Override
  public String help() {
    return """
        explain: what would become of a mail, and why; nothing is sent or counted

          relay explain --from ADDRESS --to ADDRESS[,ADDRESS...] [OPTION...] [--json]

        options
          --from ADDRESS       the sender of the envelope; "<>" for the null path
          --to ADDRESS,...     up to 20 recipients
          --author ADDRESS     what the From field says; the sender when left out
          --credential ID      who logs in, by id or login name; left out: no login
          --address IP         the client's address; this machine's when left out
          --listener NAME      the listener it comes to; the first for submission when left out
          --stream NAME        the stream that the mail asks for
          --campaign NAME      the campaign that the mail names
          --lane LANE          the lane that it asks for: otp, transactional, bulk
          --size OCTETS        how large it is

        examples
          relay explain --from shop@acme.example --to bob@example.net --credential shop
          relay explain --from x@example.org --to me@acme.example --address 192.0.2.7 --listener mx
        """;
  }

  @Override
  public int run(List<String> line, Console console) {
    Set<String> known = new HashSet<>(FIELDS.keySet());
    known.addAll(Set.of("--to", "--size"));
    Arguments arguments = Arguments.of(line, known, Set.of("--json"));
    if (!arguments.words().isEmpty() || arguments.option("--from").isEmpty()) {
      throw new Refusal(Refusal.USAGE, "from whom to whom? relay " + usage());
    }
    JsonObjectBuilder question = ControlJson.object();
    FIELDS.forEach(
        (option, field) -> arguments.option(option).ifPresent(text -> question.add(field, text)));
    JsonArrayBuilder to = ControlJson.array();
    Arrays.stream(arguments.option("--to").orElse("").split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .forEach(to::add);
    question.add("to", to);
    if (arguments.option("--size").isPresent()) {
      question.add("size", arguments.number("--size", 1));
    }
    var answer = relay.get().post("api/v1/explain", question.build());
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      ExplainText.lines(answer).forEach(console::say);
    }
    return 0;
  }
}
