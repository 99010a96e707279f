package relay.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.settings.InvalidSetting;

/** The main class of relay.jar: chooses the subcommand, turns refusals into exit codes. */
public final class RelayCommand {
  /** Every subcommand by its name, in the order of the help. */
  private static final Map<String, Subcommand> SUBCOMMANDS = subcommands();

  private static final Set<String> HELP = Set.of("help", "--help", "-h");

  private RelayCommand() {}

  public static void main(String[] line) {
    // The console of Java 22 to 24 says it is a terminal where there is none.
    System.setProperty("jdk.console", "java.base");
    int exitCode = run(List.of(line), Console.ofProcess());
    Runtime.getRuntime().exit(exitCode);
  }

  /** The exit code. */
  static int run(List<String> line, Console console) {
    try {
      List<String> bare = Arguments.withoutCommon(line, new Properties());
      boolean isAsked = bare.stream().anyMatch(word -> word.equals("--help") || word.equals("-h"));
      List<String> named = bare.stream().filter(word -> !HELP.contains(word)).toList();
      if (named.isEmpty()) {
        console.out().print(Usage.of(SUBCOMMANDS.values()));
        return 0;
      }
      if (isAsked || HELP.contains(bare.get(0)) || bare.size() == 2 && HELP.contains(bare.get(1))) {
        console.out().print(command(named.get(0)).help());
        return 0;
      }
      Subcommand chosen = command(line.get(0));
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
      // The end of the process: nobody above would tell the operator why.
      console.complain("failed: " + e);
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        console.error().println("  because of " + cause);
      }
      return Refusal.FAILED;
    }
  }

  private static Subcommand command(String name) {
    Subcommand found = SUBCOMMANDS.get(name);
    if (found == null) {
      throw new Refusal(
          Refusal.USAGE,
          "there is no command "
              + name
              + "; choose one of "
              + String.join(", ", SUBCOMMANDS.keySet())
              + ", help");
    }
    return found;
  }

  private static Map<String, Subcommand> subcommands() {
    Map<String, Subcommand> all = new LinkedHashMap<>();
    all.put("run", new RunCommand());
    all.put("status", new StatusCommand());
    all.put("send", new SendCommand());
    var input = new FileInputStream(FileDescriptor.in);
    for (ObjectKind kind : ObjectKind.ALL) {
      all.put(kind.word(), new ObjectCommand(kind, input, ApiClient::ofProcess));
    }
    all.put(
        "user",
        new OwnLoginCommand(
            all.get("user"), () -> Prompt.of(input), SavedLogin.file(), ApiClient::ofProcess));
    Map<String, Subcommand> logins = LoginCommand.all(LoginCommand.Doors.ofProcess(input));
    for (String verb : List.of("login", "logout", "whoami")) {
      all.put(verb, logins.get(verb));
    }
    all.put(
        "setup",
        new SetupCommand(
            input,
            () -> System.console() != null,
            new SetupSteps.Doors(
                ApiClient::ofProcess,
                wish -> SendCommand.handIn(wish.sender(), wish.recipient()))));
    all.put("settings", new SettingsCommand(input, ApiClient::ofProcess));
    all.put("audit", new AuditCommand(ApiClient::ofProcess));
    all.put("privacy", new PrivacyCommand(ApiClient::ofProcess));
    all.put("report", new ReportCommand(ApiClient::ofProcess));
    all.put("reply", new ReplyCommand(ApiClient::ofProcess));
    all.put("secret", new SecretCommand(ApiClient::ofProcess));
    all.put("queue", new QueueCommand());
    all.put("dead-letter", new DeadLetterCommand(ApiClient::ofProcess));
    all.put("stats", new StatsCommand(ApiClient::ofProcess));
    all.put("tracking", new TrackingCommand(ApiClient::ofProcess));
    all.put("traffic", new TrafficCommand(ApiClient::ofProcess));
    all.put("egress", EgressText.command(ApiClient::ofProcess));
    all.put("nodes", NodesText.command(ApiClient::ofProcess));
    all.put("brake", new BrakeCommand());
    all.put("in-doubt", new InDoubtCommand(ApiClient::ofProcess));
    all.put("message", new MessageCommand(ApiClient::ofProcess));
    all.put("suppression", new SuppressionCommand(input, ApiClient::ofProcess));
    all.put("import", new ImportCommand(ApiClient::ofProcess));
    all.put("contact", new ContactCommand(input, ApiClient::ofProcess));
    all.put("simulate", new SimulateCommand(RelayConfiguration::load));
    all.put("explain", new ExplainCommand(ApiClient::ofProcess));
    all.put("dkim", new KeysCommand());
    all.put("auth", new AuthCommand(input, ApiClient::ofProcess));
    all.put("diagnose", new DiagnoseCommand(ApiClient::ofProcess));
    return all;
  }
}
