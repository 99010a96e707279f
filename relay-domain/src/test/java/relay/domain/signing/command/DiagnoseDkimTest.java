package relay.domain.signing.command;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;

/** What {@code relay diagnose dkim} tells of signatures, and of calls that are wrong. */
class DiagnoseDkimTest {
  private static final String SIGNATURE =
      "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=rsa; h=from;"
          + " bh=Ba3gj8+xBPQLJTahTfzW6RbWQ/XPgESxkCi2B66PSQg=; b=AAAA\r\n";
  private static final String MAIL = "From: a@example.org\r\n\r\nHello\r\n";
  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private DkimKeyLookup dns;
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PASS | pass",
        "FAIL,PASS | pass",
        "PERMERROR,TEMPERROR | temperror",
        "NEUTRAL,FAIL | fail",
        "PERMERROR,NEUTRAL,TEMPERROR | neutral",
        "PERMERROR | permerror"
      })
  void shouldCallTheBestOfSeveralResultsTheResult(String statuses, String overall) {
    List<DkimResult> results =
        Stream.of(statuses.split(",")).map(DkimStatus::valueOf).map(this::result).toList();

    JsonObject document = DiagnoseDkim.json(results);

    assertThat(document.getString("result")).isEqualTo(overall);
    assertThat(document.getJsonArray("signatures")).hasSize(results.size());
  }

  @Test
  void shouldTellEverythingOfASignature() {
    DkimResult result = new DkimResult(DkimStatus.FAIL, "it \"lies\"", "d", "s", "a", true);

    assertThat(DiagnoseDkim.json(List.of(result)).getJsonArray("signatures").toString())
        .isEqualTo(
            "[{\"result\":\"fail\",\"reason\":\"it \\\"lies\\\"\",\"domain\":\"d\","
                + "\"selector\":\"s\",\"algorithm\":\"a\",\"testing\":true}]");
  }

  @Test
  void shouldTellTheSameToPeopleInLines() throws IOException {
    dns = name -> new DkimKeyLookup.Answer.Missing();

    int code = run(mail(SIGNATURE + MAIL), "--text");

    assertThat(code).isZero();
    assertThat(text().lines()).hasSize(2).first().asString().isEqualTo("permerror: 1 signatures");
    assertThat(text().lines().skip(1))
        .first()
        .asString()
        .isEqualTo(
            "  permerror by rsa of example.org, rsa-sha256: there is no key at"
                + " rsa._domainkey.example.org");
  }

  @Test
  void shouldSayToPeopleThatThereIsNoSignature() throws IOException {
    assertThat(run("--text", mail(MAIL))).isZero();
    assertThat(text().strip()).isEqualTo("none: 0 signatures");
  }

  /** Whether the DNS answers is the fault of neither the mail nor the call. */
  @Test
  void shouldEndWellWhateverTheVerdict() throws IOException {
    dns = name -> new DkimKeyLookup.Answer.Unavailable("no route to " + name);

    int code = run(mail(SIGNATURE + MAIL), "--json");

    assertThat(code).isZero();
    JsonObject document = Json.createReader(new StringReader(text())).readObject();
    assertThat(document.getString("result")).isEqualTo("temperror");
  }

  @Test
  void shouldAskTheDnsOnlyWithoutAFileOfKeys() throws IOException {
    dns =
        name -> {
          throw new IllegalStateException("asked for " + name);
        };
    Path keys = Files.writeString(folder.resolve("keys"), "rsa._domainkey.example.org p=AB\n");

    assertThat(run(mail(SIGNATURE + MAIL), "--key-file", keys.toString())).isZero();
    assertThat(text()).contains("\"selector\":\"rsa\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "--text", "mail --keys x", "mail --key-file", "--xml mail"})
  void shouldShowHowItIsCalled(String words) {
    assertThat(run(words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(2);
    assertThat(text())
        .startsWith("relay diagnose dkim: ")
        .contains("relay diagnose dkim FILE [--key-file RECORDS] [--text]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "a\u0000b", ""})
  void shouldSayWhichFileItCannotRead(String name) throws IOException {
    String there = mail(MAIL);

    assertThat(run(name.isEmpty() ? folder.toString() : name)).isEqualTo(1);
    assertThat(run(there, "--key-file", name.isEmpty() ? folder.toString() : name)).isEqualTo(1);
    assertThat(text().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("relay diagnose dkim: the file cannot be read: "));
  }

  /** A file of another charset holds no records that anybody could read. */
  @Test
  void shouldSayThatAFileOfKeysIsNoText() throws IOException {
    Path keys = Files.write(folder.resolve("keys"), new byte[] {'a', ' ', (byte) 0xff, '\n'});

    assertThat(run(mail(MAIL), "--key-file", keys.toString())).isEqualTo(1);
    assertThat(text()).startsWith("relay diagnose dkim: the file cannot be read: ");
  }

  private DkimResult result(DkimStatus status) {
    return new DkimResult(status, "", "example.org", "s", "rsa-sha256", false);
  }

  private String mail(String text) throws IOException {
    return Files.writeString(folder.resolve("mail.eml"), text).toString();
  }

  private int run(String... words) {
    return new DiagnoseDkim(dns, clock).run(List.of(words), out);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
