package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Shows one document of the relay, for people or as it is. */
final class ViewCommand implements Subcommand {
  private final String name;
  private final String about;
  private final BiConsumer<JsonObject, Console> text;
  private final Supplier<ApiClient> relay;

  /**
   * @param name of the command, and of the document below api/v1
   * @param about what it shows
   * @param text tells it to people
   */
  ViewCommand(
      String name, String about, BiConsumer<JsonObject, Console> text, Supplier<ApiClient> relay) {
    this.name = name;
    this.about = about;
    this.text = text;
    this.relay = relay;
  }

  @Override
  public String usage() {
    return name + " [--json]   " + about;
  }

  @Override
  public List<String> examples() {
    return List.of(name, name + " --json");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json"));
    if (!arguments.words().isEmpty()) {
      throw new Refusal(
          Refusal.USAGE, "what is '" + arguments.words().get(0) + "'? relay " + usage());
    }
    JsonObject answer = relay.get().get("api/v1/" + name);
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      text.accept(answer, console);
    }
    return 0;
  }
}
