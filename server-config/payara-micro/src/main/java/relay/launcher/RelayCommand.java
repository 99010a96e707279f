package relay.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.settings.InvalidSetting;

/** The main class of relay.jar: chooses the subcommand, turns refusals into exit codes. */
public final class RelayCommand {
  /** Every subcommand by its name, in the order of the help. */
  private static final Map<String, Subcommand> SUBCOMMANDS = subcommands();

  private RelayCommand() {}

  public static void main(String[] line) {
    int exitCode = run(List.of(line), Console.ofProcess());
    Runtime.getRuntime().exit(exitCode);
  }

  /** The exit code. */
  static int run(List<String> line, Console console) {
    try {
      Subcommand chosen = line.isEmpty() ? null : SUBCOMMANDS.get(line.get(0));
      if (chosen == null) {
        SUBCOMMANDS.values().forEach(s -> console.say("relay " + s.usage()));
        return line.isEmpty() ? 0 : Refusal.USAGE;
      }
      List<String> words =
          Arguments.withoutCommon(line.subList(1, line.size()), System.getProperties());
      return chosen.run(words, console);
    } catch (Refusal e) {
      console.complain(e.getMessage());
      return e.exitCode();
    } catch (InvalidSetting e) {
      console.complain(e.getMessage());
      return Refusal.SETTING;
    } catch (Exception e) {
      console.complain("failed: " + e);
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        console.error().println("  because of " + cause);
      }
      return Refusal.FAILED;
    }
  }

  private static Map<String, Subcommand> subcommands() {
    Map<String, Subcommand> all = new LinkedHashMap<>();
    all.put("run", new RunCommand());
    all.put("status", new StatusCommand());
    all.put("send", new SendCommand());
    all.put("dkim", new KeysCommand());
    all.put("diagnose", new DiagnoseCommand());
    return all;
  }
}
