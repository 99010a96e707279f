package relay.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;

/**
 * The command line after the subcommand: {@code --name value} options and plain words.
 *
 * @param words in their order
 */
record Arguments(List<String> words, Map<String, String> options) {

  /**
   * Reads the line.
   *
   * @param known names of options with a value
   * @throws Refusal for an unknown option or one without its value
   */
  static Arguments of(List<String> line, Set<String> known) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < line.size(); i++) {
      String word = line.get(i);
      if (!word.startsWith("--")) {
        words.add(word);
        continue;
      }
      String name = word.substring(2);
      if (!known.contains(name)) {
        throw new Refusal(Refusal.USAGE, "there is no option " + word + " here");
      }
      if (i + 1 == line.size()) {
        throw new Refusal(Refusal.USAGE, "the option " + word + " needs a value after it");
      }
      options.put(name, line.get(++i));
    }
    return new Arguments(List.copyOf(words), Map.copyOf(options));
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** Tells the whole process which data folder and settings file were asked for. */
  void applyTo(Properties process) {
    option("data").ifPresent(v -> process.setProperty(RelayConfiguration.DATA_PROPERTY, v));
    option("settings").ifPresent(v -> process.setProperty(RelayConfiguration.SETTINGS_PROPERTY, v));
  }
}
