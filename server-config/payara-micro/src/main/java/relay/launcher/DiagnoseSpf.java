package relay.launcher;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.spf.SpfCheck;
import relay.domain.verification.spf.SpfDocument;
import relay.domain.verification.spf.SpfSender;
import relay.domain.verification.spf.SpfVerdict;

/** {@code relay diagnose spf}: whether a domain lets an address send in its name. */
final class DiagnoseSpf implements Subcommand {

  @Override
  public String usage() {
    return "diagnose spf --ip IP --helo NAME --from ADDRESS [--text]"
        + "   whether an address may send for a domain";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "diagnose spf --ip 192.0.2.1 --helo mail.example.org --from bob@example.org",
        "diagnose spf --ip 192.0.2.1 --helo mail.example.org --from \"<>\" --text");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments =
        Arguments.of(line, Set.of("--ip", "--helo", "--from"), Set.of("--json", "--text"));
    if (!arguments.words().isEmpty()
        || arguments.option("--ip").isEmpty()
        || arguments.option("--helo").isEmpty() && arguments.option("--from").isEmpty()) {
      throw new Refusal(Refusal.USAGE, "who sends from where? relay " + usage());
    }
    RelayConfiguration configuration = RelayConfiguration.load();
    SpfSender sender =
        SpfSender.of(
            address(arguments.option("--ip").get()),
            arguments.option("--helo").orElse(""),
            arguments.option("--from").orElse(""));
    SpfVerdict verdict =
        new SpfCheck(
                new ResolverRecordLookup(configuration.dns()),
                configuration.verification(),
                InstantSource.system())
            .check(sender);
    if (arguments.has("--text")) {
      text(sender, verdict).forEach(console::say);
    } else {
      console.say(SpfDocument.of(sender, verdict).toString());
    }
    return 0;
  }

  /** The address that is meant, or a refusal that says how one is written. */
  static InetAddress address(String text) {
    return IpLiteral.parse(text)
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.USAGE, "--ip must be an address such as 192.0.2.1 or 2001:db8::1"));
  }

  private static List<String> text(SpfSender sender, SpfVerdict verdict) {
    String first = verdict.result().word() + ": " + verdict.reason();
    String checked =
        "  checked "
            + sender.address()
            + " ("
            + sender.identity().word()
            + "), "
            + verdict.lookups()
            + " of 10 lookups";
    return verdict
        .explanation()
        .map(text -> List.of(first, checked, "  the domain explains: " + text))
        .orElse(List.of(first, checked));
  }
}
