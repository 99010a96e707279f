package relay.launcher;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import relay.domain.mail.MailOwner;

/** The first run: asks for domain, sender and route, or takes them as options. */
final class SetupCommand implements Subcommand {
  private static final Set<String> OPTIONS =
      Set.of("--domain", "--from", "--route", "--to", "--tenant", "--stream", "--login");
  private final InputStream in;
  private final BooleanSupplier isTerminal;
  private final SetupSteps.Doors doors;

  /**
   * @param isTerminal whether somebody is there to be asked
   */
  SetupCommand(InputStream in, BooleanSupplier isTerminal, SetupSteps.Doors doors) {
    this.in = in;
    this.isTerminal = isTerminal;
    this.doors = doors;
  }

  @Override
  public String usage() {
    return "setup [--domain D] [--from ADDRESS] [--route mx|sandbox|HOST:PORT] [--to ADDRESS] ..."
        + "   the first run: what it takes to send from a domain";
  }

  @Override
  public String help() {
    return """
    setup: makes what it takes to send from a domain, shows what to publish in the DNS, and sends a
    test mail that it follows to its end. What is there already stays; so it can be called again,
    to see what is still missing. It asks for what no option tells.

      relay setup [OPTION...]

    options
      --domain D           the domain to send from
      --from ADDRESS       sender of the test mail; postmaster of the domain
      --to ADDRESS         its recipient; the sender himself
      --route ROUTE        mx, sandbox, or host and port of a smarthost
      --tenant T           whose domain it is; the tenant default
      --stream S           a stream to make, too, in the lane transactional
      --login NAME         login of the first application; the domain without its last part

    examples
      relay setup
      relay setup --domain acme.example --route sandbox --to you@example.net
      relay setup --domain acme.example --route smtp.provider.example:587 --tenant acme
    """;
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS);
    if (!arguments.words().isEmpty()) {
      throw new Refusal(
          Refusal.USAGE, "what is '" + arguments.words().get(0) + "'? relay setup --help");
    }
    boolean isAsking = isTerminal.getAsBoolean();
    if (isAsking) {
      // answers are typed in vain where no relay runs
      doors.api().get().get("api/v1/session");
    }
    var questions = new SetupQuestions(arguments, in, isAsking, console);
    String domain =
        questions.given("--domain", "Which domain do you send from?", "", SetupWish::domain);
    String sender =
        questions.given(
            "--from",
            "Sender of a test mail?",
            "postmaster@" + domain,
            answer -> SetupWish.sender(answer, domain));
    String route =
        questions.given(
            "--route",
            "Where shall mail go: mx (to the recipients' servers), HOST:PORT of a smarthost, or"
                + " sandbox (it stays here)?",
            "sandbox",
            SetupWish::route);
    String recipient =
        questions.given("--to", "Who shall get the test mail?", sender, SetupWish::recipient);
    int dot = domain.lastIndexOf('.');
    var wish =
        new SetupWish(
            arguments.option("--tenant").orElse(MailOwner.DEFAULT_TENANT),
            domain,
            sender,
            route,
            recipient,
            arguments.option("--stream"),
            arguments.option("--login").orElse(dot > 0 ? domain.substring(0, dot) : domain));
    return new SetupSteps(wish, doors, console).run();
  }
}
