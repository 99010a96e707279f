package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;
import relay.domain.routing.ScriptedDns;

/** SPF on the command line, asked for over a real socket. */
class DiagnoseSpfTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private final ScriptedDns dns = ScriptedDns.start();
  private Path settings;

  @BeforeEach
  void answerFromTheZone() throws IOException {
    dns.text("example.org", "some other text")
        .text(
            "example.org",
            "v=spf1 mx ",
            "exists:%{i}/%{l}.list.example.org ptr -all exp=why.example.org")
        .text("why.example.org", "not from %{c}")
        .mx("example.org", 10, "mail.example.org")
        .address("mail.example.org", "192.0.2.1")
        .address("mail.example.org", "2001:db8::1")
        .address("192.0.2.7/bob.list.example.org", "127.0.0.2")
        .pointer("9.2.0.192.in-addr.arpa", "out.example.org")
        .address("out.example.org", "192.0.2.9")
        .fails("down.example", 2);
    settings =
        Files.writeString(
            folder.resolve("relay.properties"),
            "dns.servers="
                + dns.server()
                + "\ndns.answer-timeout=10s\nnode.host-name=mx.example.net\n");
  }

  @AfterEach
  void forgetWhatTheCommandTold() {
    dns.close();
    System.clearProperty(RelayConfiguration.DATA_PROPERTY);
    System.clearProperty(RelayConfiguration.SETTINGS_PROPERTY);
  }

  @Test
  void shouldShowTheResultAsJson() {
    assertThat(spf("192.0.2.1", "bob@example.org")).isZero();

    JsonObject shown = shown();
    assertThat(shown.getString("result")).isEqualTo("pass");
    assertThat(shown.getString("mechanism")).isEqualTo("mx");
    assertThat(shown.getString("domain")).isEqualTo("example.org");
    assertThat(shown.getString("identity")).isEqualTo("mailfrom");
    assertThat(shown.getInt("lookups")).isEqualTo(1);
  }

  @Test
  void shouldAskForEveryTypeOfRecord() {
    List<String> mechanisms = new ArrayList<>();
    for (String ip : List.of("2001:db8::1", "192.0.2.7", "192.0.2.9")) {
      assertThat(spf(ip, "bob@example.org")).isZero();
      mechanisms.add(shown().getString("mechanism"));
      out.reset();
    }

    assertThat(mechanisms).containsExactly("mx", "exists:%{i}/%{l}.list.example.org", "ptr");
  }

  @Test
  void shouldEndWithZeroWhateverTheVerdictAndShowTheExplanation() {
    assertThat(spf("192.0.2.200", "alice@example.org", "--json")).isZero();

    assertThat(shown().getString("result")).isEqualTo("fail");
    assertThat(shown().getString("explanation")).isEqualTo("not from 192.0.2.200");
  }

  @Test
  void shouldTellPeople() {
    assertThat(spf("192.0.2.200", "alice@example.org", "--text")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "fail: 192.0.2.200 matches \"-all\" of example.org",
            "  checked alice@example.org (mailfrom), 3 of 10 lookups",
            "  the domain explains: not from 192.0.2.200");
  }

  @Test
  void shouldTellADeadResolverFromAMissingRecord() {
    spf("192.0.2.1", "bob@down.example");
    String down = shown().getString("result");
    out.reset();
    spf("192.0.2.1", "bob@nowhere.example");

    assertThat(down).isEqualTo("temperror");
    assertThat(shown().getString("result")).isEqualTo("none");
  }

  @Test
  void shouldRefuseWrongWords() {
    assertThat(relay("diagnose", "spf", "--ip", "192.0.2.1")).isEqualTo(Refusal.USAGE);
    assertThat(relay("diagnose", "spf", "--ip", "mail.example", "--from", "a@b.example"))
        .isEqualTo(Refusal.USAGE);
    assertThat(relay("diagnose", "spf", "file", "--ip", "::1", "--helo", "x"))
        .isEqualTo(Refusal.USAGE);

    assertThat(error.toString()).contains("--helo NAME --from ADDRESS", "such as 192.0.2.1");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shouldReadRecordsAsTheDnsHasThem() throws Exception {
    dns.alias("also.example.org", "mail.example.org").text("odd.example", "a \"b\" \\ c", "d");
    var lookup =
        new ResolverRecordLookup(
            RelayConfiguration.of(Map.of("dns.servers", dns.server()), Map.of()).dns());

    assertThat(lookup.ipv4("also.example.org"))
        .isEqualTo(new LookupResult.Found<>(List.of(InetAddress.getByName("192.0.2.1"))));
    assertThat(lookup.mailExchangers("example.org"))
        .isEqualTo(new LookupResult.Found<>(List.of(new MailExchanger(10, "mail.example.org"))));
    assertThat(lookup.namesOf(IpLiteral.parse("192.0.2.9").orElseThrow()))
        .isEqualTo(new LookupResult.Found<>(List.of("out.example.org.")));
    assertThat(lookup.texts("odd.example"))
        .isEqualTo(new LookupResult.Found<>(List.of("a \"b\" \\ cd")));
    assertThat(lookup.texts("mail.example.org")).isEqualTo(new LookupResult.NoData<>());
    assertThat(lookup.texts("x".repeat(64) + ".example"))
        .isEqualTo(new LookupResult.NoSuchDomain<>());
    assertThat(lookup.texts("down.example")).isInstanceOf(LookupResult.TemporaryFailure.class);
  }

  private int spf(String ip, String from, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("diagnose", "spf", "--ip", ip, "--helo", "mail.example.org", "--from", from));
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
