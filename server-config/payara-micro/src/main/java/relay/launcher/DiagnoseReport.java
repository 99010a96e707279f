package relay.launcher;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.verification.report.ReceivedReportSettings;
import relay.domain.verification.report.ReportDocument;
import relay.domain.verification.report.ReportReader;
import relay.domain.verification.report.ReportReading;

/** {@code relay diagnose report}: a DMARC or TLS report in one form, whatever it came in. */
final class DiagnoseReport implements Subcommand {

  @Override
  public String usage() {
    return "diagnose report FILE [--text]   reads a DMARC or TLS report, packed, plain or in a mail";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "diagnose report google.com!example.org!1767225600!1767311999.zip",
        "diagnose report mail-with-report.eml --text");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json", "--text"));
    if (arguments.words().size() != 1) {
      throw new Refusal(Refusal.USAGE, "which report? relay " + usage());
    }
    ReceivedReportSettings settings = RelayConfiguration.load().othersReports().received();
    ReportReading reading =
        new ReportReader(settings).read(octets(arguments.words().get(0), settings));
    if (arguments.has("--text")) {
      text(reading).forEach(console::say);
    } else {
      console.say(ReportDocument.of(reading).toString());
    }
    return reading instanceof ReportReading.Refused ? Refusal.REFUSED : 0;
  }

  /** One octet more than allowed is enough for the reader to refuse. */
  private static byte[] octets(String file, ReceivedReportSettings settings) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes((int) settings.packedOctetsMax() + 1);
    } catch (IOException e) {
      throw new Refusal(Refusal.FAILED, "the file cannot be read: " + Refusal.why(e));
    }
  }

  private static List<String> text(ReportReading reading) {
    JsonObject shown = ReportDocument.of(reading);
    if (reading instanceof ReportReading.Refused refused) {
      return List.of("no report: " + refused.reason());
    }
    String head =
        "from "
            + shown.getString("organization", "nobody")
            + ", "
            + shown.getString("begin")
            + " to "
            + shown.getString("end");
    if (reading instanceof ReportReading.Dmarc dmarc) {
      return List.of(
          "dmarc report " + head,
          "  about "
              + dmarc.report().policy().domain()
              + ", "
              + dmarc.report().rows().size()
              + " records",
          "  " + dmarc.report().passed() + " of " + dmarc.report().mails() + " mails passed");
    }
    return List.of(
        "tls report " + head,
        "  "
            + shown.getJsonNumber("successful")
            + " sessions were secure, "
            + shown.getJsonNumber("failed")
            + " were not");
  }
}
