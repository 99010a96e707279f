package relay.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;

/** Sends a test mail through the relay's own listener. */
final class SendCommand implements Subcommand {
  private static final String SUBJECT = "A test mail from the relay";
  private static final Set<String> OPTIONS = Set.of("--from", "--subject", "--user", "--password");

  @Override
  public String usage() {
    return "send ADDRESS... [--from ADDRESS] [--subject TEXT] [--user NAME --password TEXT]"
        + " [--data DIR] [--settings FILE]   sends a test mail";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "send you@example.net", "send you@example.net --from me@example.com --subject hello");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS);
    if (arguments.words().isEmpty()) {
      throw new Refusal(Refusal.USAGE, "to whom? relay " + usage());
    }
    String from = arguments.option("--from").orElse("postmaster@example.com");
    String subject = arguments.option("--subject").orElse(SUBJECT);
    Door door = door();
    String reply = handIn(door, arguments, from, subject);
    console.say("accepted by " + door + ": " + reply);
    return 0;
  }

  /** The reply to a test mail without a login. */
  static String handIn(String from, String to) {
    Arguments line = new Arguments(List.of(to), Map.of());
    return handIn(door(), line, from, SUBJECT);
  }

  private static Door door() {
    RelayConfiguration configuration = RelayConfiguration.load();
    return Door.forSubmission(configuration)
        .asRunningIn(new DataFolder(configuration.node().dataFolder()));
  }

  private static String handIn(Door door, Arguments line, String from, String subject) {
    try (SmtpDialogue dialogue =
        new SmtpDialogue(new InetSocketAddress(door.reachableHost(), door.port()))) {
      if (line.option("--user").isPresent()) {
        dialogue.login(line.option("--user").get(), line.option("--password").orElse(""));
      }
      return dialogue.send(from, line.words(), mail(from, line.words(), subject));
    } catch (IOException e) {
      throw new Refusal(
          Refusal.DOWN, "no mail can be handed in at " + door + " (" + e.getMessage() + ")");
    }
  }

  private static String mail(String from, List<String> recipients, String subject) {
    return String.join(
        "\r\n",
        "From: " + from,
        "To: " + String.join(", ", recipients),
        "Subject: " + subject,
        "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "This is a test mail. If you read it, it was accepted, kept safe, signed and delivered.",
        "");
  }
}
