package relay.domain.smtp;

import java.util.Optional;

/**
 * One command line without its line end: the verb and what follows it.
 *
 * @param verb empty when no command has this name; {@code DATAX} is not DATA
 * @param argument without the space before it and without trailing spaces; empty when there is none
 */
public record CommandLine(Optional<CommandVerb> verb, String argument) {
  private static final CommandVerb[] VERBS = CommandVerb.values();

  public static CommandLine parse(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    int space = line.indexOf(' ');
    int verbEnd = space < 0 || space > end ? end : space;
    String argument = verbEnd + 1 < end ? line.substring(verbEnd + 1, end) : "";
    return new CommandLine(verbOf(line, verbEnd), argument);
  }

  private static Optional<CommandVerb> verbOf(String line, int end) {
    for (CommandVerb verb : VERBS) {
      String name = verb.name();
      if (name.length() == end && line.regionMatches(true, 0, name, 0, end) && isAscii(line, end)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  /** Comparing without case folds some letters beyond ASCII onto ASCII ones. */
  private static boolean isAscii(String line, int end) {
    for (int i = 0; i < end; i++) {
      if (line.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
