package relay.domain.signing.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a command line.
 *
 * @param words those that are no options, in order
 * @param options {@code --name value} by name with its hyphens
 */
record Arguments(List<String> words, Map<String, String> options) {

  /**
   * Reads the words.
   *
   * @throws WrongCall for an unknown option or one without value
   */
  static Arguments of(List<String> args, Set<String> known) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith("--")) {
        words.add(arg);
      } else if (!known.contains(arg)) {
        throw new WrongCall("unknown option " + arg);
      } else if (i + 1 == args.size()) {
        throw new WrongCall("option " + arg + " needs a value");
      } else {
        options.put(arg, args.get(++i));
      }
    }
    return new Arguments(words, options);
  }

  /** A command called in a way it does not know. */
  static final class WrongCall extends IllegalArgumentException {
    WrongCall(String message) {
      super(message);
    }
  }
}
