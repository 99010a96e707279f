package relay.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relay.domain.settings.InvalidSetting;

/** The main class of relay.jar: chooses the subcommand, turns refusals into exit codes. */
public final class RelayCommand {
  /** Every subcommand by its name, in the order of the help. */
  private static final Map<String, Subcommand> SUBCOMMANDS = subcommands();

  private static final Set<String> HELP = Set.of("help", "--help", "-h");

  private RelayCommand() {}

  public static void main(String[] line) {
    int exitCode = run(List.of(line), Console.ofProcess());
    Runtime.getRuntime().exit(exitCode);
  }

  /** The exit code. */
  static int run(List<String> line, Console console) {
    try {
      if (line.isEmpty() || HELP.contains(line.get(0))) {
        console.out().print(Usage.of(SUBCOMMANDS.values()));
        return 0;
      }
      Subcommand chosen = SUBCOMMANDS.get(line.get(0));
      if (chosen == null) {
        throw new Refusal(
            Refusal.USAGE,
            "there is no command "
                + line.get(0)
                + "; choose one of "
                + String.join(", ", SUBCOMMANDS.keySet())
                + ", help");
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
    all.put("queue", new QueueCommand());
    all.put("brake", new BrakeCommand());
    all.put("message", new MessageCommand());
    all.put("dkim", new KeysCommand());
    all.put("auth", new AuthCommand(new FileInputStream(FileDescriptor.in), System.getenv()));
    all.put("diagnose", new DiagnoseCommand());
    return all;
  }
}
