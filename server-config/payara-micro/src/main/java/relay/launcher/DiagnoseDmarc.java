package relay.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.signing.command.MailFile;
import relay.domain.verification.dmarc.CheckedMail;
import relay.domain.verification.dmarc.DmarcVerdict;
import relay.domain.verification.dmarc.MailCheck;
import relay.domain.verification.dmarc.PublicSuffixes;
import relay.domain.verification.spf.SpfSender;

/** {@code relay diagnose dmarc}: whether the author's domain stands behind a mail. */
final class DiagnoseDmarc implements Subcommand {

  @Override
  public String usage() {
    return "diagnose dmarc FILE [--ip IP --helo NAME --from ADDRESS] [--psl LIST] [--text]"
        + "   whether the domain in From stands behind a mail";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "diagnose dmarc mail.eml",
        "diagnose dmarc mail.eml --ip 192.0.2.1 --helo mail.example.org --from bob@example.org");
  }

  @Override
  public int run(List<String> line, Console console) throws IOException {
    Arguments arguments =
        Arguments.of(line, Set.of("--ip", "--helo", "--from", "--psl"), Set.of("--json", "--text"));
    if (arguments.words().size() != 1) {
      throw new Refusal(Refusal.USAGE, "which mail? relay " + usage());
    }
    RelayConfiguration configuration = RelayConfiguration.load();
    CheckedMail checked =
        new MailCheck(
                new ResolverRecordLookup(configuration.dns()),
                configuration.verification(),
                InstantSource.system(),
                suffixes(arguments))
            .check(mail(arguments.words().get(0)), sender(arguments));
    if (arguments.has("--text")) {
      text(checked).forEach(console::say);
    } else {
      console.say(checked.document().toString());
    }
    return 0;
  }

  private static Optional<SpfSender> sender(Arguments arguments) {
    return arguments
        .option("--ip")
        .map(
            ip ->
                SpfSender.of(
                    DiagnoseSpf.address(ip),
                    arguments.option("--helo").orElse(""),
                    arguments.option("--from").orElse("")));
  }

  /** The mail in a file, or a refusal that names it. */
  static MailFile mail(String file) {
    try {
      return MailFile.of(Path.of(file));
    } catch (IOException e) {
      throw new Refusal(Refusal.FAILED, "the file cannot be read: " + Refusal.why(e));
    }
  }

  private static Optional<PublicSuffixes> suffixes(Arguments arguments) throws IOException {
    if (arguments.option("--psl").isEmpty()) {
      return Optional.empty();
    }
    try (Reader list =
        Files.newBufferedReader(Path.of(arguments.option("--psl").get()), StandardCharsets.UTF_8)) {
      return Optional.of(PublicSuffixes.read(list));
    }
  }

  private static List<String> text(CheckedMail checked) {
    DmarcVerdict verdict = checked.dmarc();
    List<String> lines = new ArrayList<>();
    lines.add(verdict.result().word() + ": " + verdict.reason());
    verdict
        .policy()
        .ifPresent(p -> lines.add("  policy of " + p.domain() + ": " + p.record().text()));
    lines.add(
        "  asked for " + verdict.asked().word() + ", to be done: " + verdict.disposition().word());
    checked
        .spf()
        .ifPresent(
            sent ->
                lines.add(
                    "  spf " + sent.verdict().result().word() + " for " + sent.sender().domain()));
    checked
        .signatures()
        .forEach(
            s ->
                lines.add("  dkim " + s.status().word() + " for " + s.domain() + " " + s.reason()));
    return lines;
  }
}
