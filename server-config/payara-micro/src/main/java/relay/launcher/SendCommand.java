package relay.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;

/** Sends a test mail through the relay's own listener. */
final class SendCommand implements Subcommand {
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
  public int run(List<String> line, Console console) throws Exception {
    Arguments arguments = Arguments.of(line, OPTIONS);
    if (arguments.words().isEmpty()) {
      throw new Refusal(Refusal.USAGE, "to whom? relay " + usage());
    }
    Door door = Door.forSubmission(RelayConfiguration.load());
    String from = arguments.option("--from").orElse("postmaster@example.com");
    String subject = arguments.option("--subject").orElse("A test mail from the relay");
    try (SmtpDialogue dialogue =
        new SmtpDialogue(new InetSocketAddress(door.reachableHost(), door.port()))) {
      if (arguments.option("--user").isPresent()) {
        dialogue.login(arguments.option("--user").get(), arguments.option("--password").orElse(""));
      }
      String reply = dialogue.send(from, arguments.words(), mail(from, arguments.words(), subject));
      console.say("accepted by " + door + ": " + reply);
      return 0;
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
