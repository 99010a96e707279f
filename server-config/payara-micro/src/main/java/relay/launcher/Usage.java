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
        help
            shows this page

      options of every command
        --data DIR
            where mail, journal, keys and log are kept; without it RELAY_DATA, then node.data-folder
            of the settings, which is .relay by default
        --settings FILE
            the settings; without it RELAY_SETTINGS, then none: all addresses on 127.0.0.1, and the
            sandbox on, so that no mail leaves this machine

      The first time: java -jar relay.jar run, and then open http://127.0.0.1:8080/
      In the background: server-config/bin/relay start, and stop; it passes every other command on.
      """;

  private Usage() {}

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
