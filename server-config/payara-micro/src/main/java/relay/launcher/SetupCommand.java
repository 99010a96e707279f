package relay.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
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
    var questions = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    String domain =
        given("--domain", "Which domain do you send from?", "", arguments, questions, console)
            .toLowerCase(Locale.ROOT);
    String sender =
        given("--from", "Sender?", "postmaster@" + domain, arguments, questions, console);
    String route =
        given(
            "--route",
            "Where shall mail go: mx (to the recipients' servers), HOST:PORT of a smarthost, or"
                + " sandbox (it stays here)?",
            "sandbox",
            arguments,
            questions,
            console);
    String recipient =
        given("--to", "Who shall get the test mail?", sender, arguments, questions, console);
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

  /** The option, else the answer to a question, else what is usual. */
  private String given(
      String option,
      String question,
      String usual,
      Arguments arguments,
      BufferedReader questions,
      Console console) {
    if (arguments.option(option).isPresent()) {
      return arguments.option(option).get();
    }
    if (!isTerminal.getAsBoolean()) {
      if (usual.isEmpty()) {
        throw new Refusal(Refusal.USAGE, option + " must be given where nobody can be asked");
      }
      return usual;
    }
    console.out().print(question + (usual.isEmpty() ? "" : " [" + usual + "]") + " ");
    console.out().flush();
    try {
      String answer = questions.readLine();
      if (answer == null || answer.isBlank() && usual.isEmpty()) {
        throw new Refusal(Refusal.USAGE, "no answer; " + option + " takes its place");
      }
      return answer.isBlank() ? usual : answer.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
