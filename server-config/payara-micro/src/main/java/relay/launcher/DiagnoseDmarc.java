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
import relay.domain.mail.HeaderSection;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.VerifierLimits;
import relay.domain.signing.command.MailFile;
import relay.domain.verification.PublishedKeys;
import relay.domain.verification.RecordLookup;
import relay.domain.verification.dmarc.Authenticated;
import relay.domain.verification.dmarc.Authors;
import relay.domain.verification.dmarc.DmarcCheck;
import relay.domain.verification.dmarc.DmarcDocument;
import relay.domain.verification.dmarc.DmarcVerdict;
import relay.domain.verification.dmarc.PublicSuffixes;
import relay.domain.verification.spf.SpfCheck;
import relay.domain.verification.spf.SpfSender;

/** {@code relay diagnose dmarc}: whether the author's domain stands behind a mail. */
final class DiagnoseDmarc implements Subcommand {
  private static final int FIELDS_MAX = 10_000;

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
    RecordLookup dns = new ResolverRecordLookup(configuration.dns());
    Optional<Authenticated.Sent> spf =
        sender(arguments)
            .map(
                sender ->
                    new Authenticated.Sent(
                        sender,
                        new SpfCheck(dns, configuration.verification(), InstantSource.system())
                            .check(sender)));
    MailFile mail = mail(arguments.words().get(0));
    List<DkimResult> signatures =
        new DkimVerifier(new PublishedKeys(dns), InstantSource.system(), VerifierLimits.DEFAULT)
            .verify(mail);
    HeaderSection header =
        HeaderSection.of(mail, VerifierLimits.DEFAULT.headerOctetsMax(), FIELDS_MAX);
    DmarcVerdict verdict =
        new DmarcCheck(dns, suffixes(arguments))
            .check(Authors.of(header), Authenticated.by(spf, signatures));
    if (arguments.has("--text")) {
      text(verdict, spf, signatures).forEach(console::say);
    } else {
      console.say(DmarcDocument.of(verdict, spf, signatures).toString());
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
      throw new Refusal(Refusal.FAILED, "the file cannot be read: " + e);
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

  private static List<String> text(
      DmarcVerdict verdict, Optional<Authenticated.Sent> spf, List<DkimResult> signatures) {
    List<String> lines = new ArrayList<>();
    lines.add(verdict.result().word() + ": " + verdict.reason());
    verdict
        .policy()
        .ifPresent(p -> lines.add("  policy of " + p.domain() + ": " + p.record().text()));
    lines.add(
        "  asked for " + verdict.asked().word() + ", to be done: " + verdict.disposition().word());
    spf.ifPresent(
        sent ->
            lines.add(
                "  spf " + sent.verdict().result().word() + " for " + sent.sender().domain()));
    signatures.forEach(
        s -> lines.add("  dkim " + s.status().word() + " for " + s.domain() + " " + s.reason()));
    return lines;
  }
}
