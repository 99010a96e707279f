package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;

class DiagnoseReportTest {
  private static final String DMARC =
      """
      <feedback>
        <report_metadata>
          <org_name>Receiver</org_name><email>d@receiver.example</email><report_id>1</report_id>
          <date_range><begin>1767225600</begin><end>1767311999</end></date_range>
        </report_metadata>
        <policy_published><domain>example.org</domain><p>none</p></policy_published>
        <record>
          <row><source_ip>192.0.2.1</source_ip><count>5</count>
            <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated>
          </row>
          <identifiers><header_from>example.org</header_from></identifiers>
          <auth_results/>
        </record>
      </feedback>
      """;
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  @AfterEach
  void forgetWhatTheCommandTold() {
    System.clearProperty(RelayConfiguration.DATA_PROPERTY);
    System.clearProperty(RelayConfiguration.SETTINGS_PROPERTY);
  }

  @Test
  void shouldShowAReportAsJson() throws IOException {
    assertThat(relay("diagnose", "report", packed(DMARC).toString(), "--json")).isZero();

    JsonObject shown = shown();
    assertThat(shown.getString("kind")).isEqualTo("dmarc");
    assertThat(shown.getJsonObject("policy").getString("domain")).isEqualTo("example.org");
    assertThat(shown.getInt("passed")).isEqualTo(5);
  }

  @Test
  void shouldTellPeople() throws IOException {
    assertThat(relay("diagnose", "report", packed(DMARC).toString(), "--text")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "dmarc report from Receiver, 2026-01-01T00:00:00Z to 2026-01-01T23:59:59Z",
            "  about example.org, 1 records",
            "  5 of 5 mails passed");
  }

  @Test
  void shouldRefuseWhatIsNoReportAndSayWhy() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "<!DOCTYPE feedback><feedback/>");

    assertThat(relay("diagnose", "report", file.toString())).isEqualTo(Refusal.REFUSED);

    assertThat(shown().getString("kind")).isEqualTo("none");
    assertThat(shown().getString("reason")).contains("DTD");
  }

  @Test
  void shouldObeyTheBoundsOfTheSettings() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("relay.properties"), "received-reports.packed-octets-max=1KB\n");
    Path file = Files.write(folder.resolve("large"), new byte[2000]);

    assertThat(relay("diagnose", "report", file.toString(), "--settings", settings.toString()))
        .isEqualTo(Refusal.REFUSED);

    assertThat(shown().getString("reason")).contains("received-reports.packed-octets-max");
  }

  @Test
  void shouldRefuseWrongWordsAndMissingFiles() {
    assertThat(relay("diagnose", "report")).isEqualTo(Refusal.USAGE);
    assertThat(relay("diagnose", "report", folder.resolve("none").toString()))
        .isEqualTo(Refusal.FAILED);

    assertThat(error.toString()).contains("diagnose report FILE", "cannot be read");
  }

  private Path packed(String text) throws IOException {
    Path file = folder.resolve("report.xml.gz");
    try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private JsonObject shown() {
    return Json.createReader(new StringReader(out.toString(StandardCharsets.UTF_8))).readObject();
  }

  private int relay(String... line) {
    return RelayCommand.run(
        List.of(line),
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(error, true, StandardCharsets.UTF_8)));
  }
}
