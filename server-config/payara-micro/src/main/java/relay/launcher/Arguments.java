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
 * A command line: {@code --name value} options and plain words.
 *
 * @param words in their order
 */
record Arguments(List<String> words, Map<String, String> options) {
  /** What every command takes, and the system property that tells it to the process. */
  private static final Map<String, String> COMMON =
      Map.of(
          "--data", RelayConfiguration.DATA_PROPERTY,
          "--settings", RelayConfiguration.SETTINGS_PROPERTY);

  /**
   * Reads the line.
   *
   * @param known options with a value, with their hyphens
   * @throws Refusal for an unknown option or one without its value
   */
  static Arguments of(List<String> line, Set<String> known) {
    return of(line, known, Set.of());
  }

  /**
   * The same with flags: options that stand alone.
   *
   * @param flags with their hyphens
   */
  static Arguments of(List<String> line, Set<String> known, Set<String> flags) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < line.size(); i++) {
      String word = line.get(i);
      if (!word.startsWith("--")) {
        words.add(word);
      } else if (flags.contains(word)) {
        options.put(word, "");
      } else if (!known.contains(word)) {
        throw new Refusal(Refusal.USAGE, "there is no option " + word + " here");
      } else {
        options.put(word, valueAfter(i++, line));
      }
    }
    return new Arguments(List.copyOf(words), Map.copyOf(options));
  }

  /** Tells the process which data folder and settings file were asked for; the other words. */
  static List<String> withoutCommon(List<String> line, Properties process) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      String property = COMMON.get(line.get(i));
      if (property == null) {
        others.add(line.get(i));
      } else {
        process.setProperty(property, valueAfter(i++, line));
      }
    }
    return others;
  }

  boolean has(String flag) {
    return options.containsKey(flag);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** A number from 1 on. */
  int number(String name, int absent) {
    try {
      int number = option(name).map(Integer::parseInt).orElse(absent);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw notANumber(name);
    }
    throw notANumber(name);
  }

  private static Refusal notANumber(String name) {
    return new Refusal(
        Refusal.USAGE, "the option " + name + " must be a number from 1 to " + Integer.MAX_VALUE);
  }

  private static String valueAfter(int index, List<String> line) {
    if (index + 1 == line.size()) {
      throw new Refusal(Refusal.USAGE, "the option " + line.get(index) + " needs a value after it");
    }
    return line.get(index + 1);
  }
}
