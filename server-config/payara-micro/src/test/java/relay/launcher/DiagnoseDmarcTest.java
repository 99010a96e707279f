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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.ScriptedDns;
import relay.domain.signing.RfcMail;

/** DMARC on the command line: policy, signature and sender asked for over a real socket. */
class DiagnoseDmarcTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private final ScriptedDns dns = ScriptedDns.start();
  private Path settings;
  private Path mail;

  @BeforeEach
  void answerFromTheZone() throws IOException {
    dns.text(
            "brisbane._domainkey.football.example.com",
            "v=DKIM1; k=ed25519; ",
            "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
        .text("_dmarc.example.com", "v=DMARC1; p=reject; sp=quarantine; t=y")
        .text("example.com", "v=spf1 ip4:192.0.2.1 -all")
        .address("football.example.com", "192.0.2.1");
    settings =
        Files.writeString(
            folder.resolve("relay.properties"),
            "dns.servers=" + dns.server() + "\ndns.answer-timeout=10s\n");
    mail = Files.writeString(folder.resolve("mail.eml"), RfcMail.SIGNED);
  }

  @AfterEach
  void forgetWhatTheCommandTold() {
    dns.close();
    System.clearProperty(RelayConfiguration.DATA_PROPERTY);
    System.clearProperty(RelayConfiguration.SETTINGS_PROPERTY);
  }

  @Test
  void shouldShowThatASignatureOfTheAuthorPasses() {
    assertThat(dmarc("--json")).isZero();

    JsonObject shown = shown();
    assertThat(shown.getString("result")).isEqualTo("pass");
    assertThat(shown.getString("policy_domain")).isEqualTo("example.com");
    assertThat(shown.getString("policy")).isEqualTo("quarantine");
    assertThat(shown.getString("disposition")).isEqualTo("none");
    assertThat(shown.getJsonArray("dkim").getJsonObject(0).getString("result")).isEqualTo("pass");
    assertThat(shown).doesNotContainKey("spf");
  }

  @Test
  void shouldShowThatTheSenderPassesWhenTheSignatureDoesNot() throws IOException {
    Files.writeString(mail, RfcMail.SIGNED.replace("hungry", "angry"));

    assertThat(dmarc("--ip", "192.0.2.1", "--helo", "h", "--from", "x@example.com")).isZero();

    assertThat(shown().getString("result")).isEqualTo("pass");
    assertThat(shown().getJsonArray("aligned").getString(0)).isEqualTo("example.com");
    assertThat(shown().getJsonObject("spf").getString("result")).isEqualTo("pass");
    assertThat(shown().getJsonArray("dkim").getJsonObject(0).getString("result")).isEqualTo("fail");
  }

  @Test
  void shouldShowWhatTheDomainAsksForAForgery() throws IOException {
    Files.writeString(mail, RfcMail.SIGNED.replace("hungry", "angry"));

    assertThat(dmarc("--ip", "192.0.2.9", "--helo", "h", "--from", "x@example.com")).isZero();

    assertThat(shown().getString("result")).isEqualTo("fail");
    assertThat(shown().getString("policy")).isEqualTo("quarantine");
    assertThat(shown().getString("disposition")).as("test mode").isEqualTo("none");
  }

  @Test
  void shouldLookByTheListOfSuffixesAndTellPeople() throws IOException {
    Path list = Files.writeString(folder.resolve("list.dat"), "com\nexample.com\n");

    assertThat(dmarc("--psl", list.toString(), "--text")).isZero();

    assertThat(out.toString())
        .startsWith("none: football.example.com has no DMARC record")
        .contains("dkim pass for football.example.com");
  }

  @Test
  void shouldShowTheSignaturesToPeople() {
    assertThat(
            relay("diagnose", "dkim", mail.toString(), "--text", "--settings", settings.toString()))
        .isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "pass: 1 signatures", "  pass by brisbane of football.example.com, ed25519-sha256");
  }

  @Test
  void shouldRefuseWrongWordsAndMissingFiles() {
    assertThat(relay("diagnose", "dmarc")).isEqualTo(Refusal.USAGE);
    assertThat(relay("diagnose", "dmarc", folder.resolve("none").toString()))
        .isEqualTo(Refusal.FAILED);

    assertThat(error.toString()).contains("diagnose dmarc FILE", "cannot be read");
  }

  private int dmarc(String... more) {
    List<String> line = new ArrayList<>(List.of("diagnose", "dmarc", mail.toString()));
    line.addAll(List.of("--settings", settings.toString()));
    line.addAll(List.of(more));
    return relay(line.toArray(String[]::new));
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
