package relay.launcher;

import java.util.Collection;

/** The page that tells how to call relay.jar. */
final class Usage {
  /** Stands between the words of a command and what it does, see {@link Subcommand#usage()}. */
  private static final String GAP = "   ";

  private static final String HEAD =
      """
      usage: java -jar relay.jar COMMAND [WORD...] [--data DIR] [--settings FILE]

      commands
      """;

  private static final String FOOT =
      """
        help [COMMAND]
            shows this page, or the one of a command

      relay COMMAND --help tells more of one, with examples. Commands that ask the running relay take
      --json for scripts, and those that change something --dry-run.

      options of every command
        --data DIR
            where mail, journal, keys and log are kept; without it RELAY_DATA, then node.data-folder
            of the settings, which is .relay by default
        --settings FILE
            the settings; without it RELAY_SETTINGS, then none: all addresses on 127.0.0.1, and the
            sandbox on, so that no mail leaves this machine

      exit codes
        0 done; 1 failed; 2 a bad setting; 3 the data folder cannot be used; 4 a port is taken;
        5 it runs already; 6 the relay does not run or does not answer; 7 there is no such thing;
        8 not let in; 9 the relay refuses, and says which field breaks which rule;
        64 a wrong word on the command line

      The first time: java -jar relay.jar run, and then open http://127.0.0.1:8080/
      In the background: server-config/bin/relay start, and stop; it passes every other command on.
      """;

  private Usage() {}

  /** The page of one command, lines ended. */
  static String of(Subcommand command) {
    String[] parts = command.usage().split(GAP, 2);
    var page = new StringBuilder("relay ").append(parts[0].strip()).append("\n\n  ");
    page.append(parts[1]).append('\n');
    if (!command.examples().isEmpty()) {
      page.append("\nexamples\n");
      command.examples().forEach(e -> page.append("  relay ").append(e).append('\n'));
    }
    return page.toString();
  }

  /** The page, lines ended. */
  static String of(Collection<Subcommand> commands) {
    StringBuilder page = new StringBuilder(HEAD);
    for (Subcommand command : commands) {
      String[] parts = command.usage().split(GAP, 2);
      String words = parts[0].replace(" [--data DIR]", "").replace(" [--settings FILE]", "");
      page.append("  ").append(words).append("\n      ").append(parts[1]).append('\n');
    }
    return page.append(FOOT).toString();
  }
}
