package relay.domain.signing.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.settings.Settings;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.ReadyKey;
import relay.domain.signing.SignatureEngines;
import relay.domain.signing.SigningKey;
import relay.domain.signing.SigningSettings;

class DkimCommandTest {
  private static final byte[] MAIL =
      "From: a@example.org\r\nSubject: Hi\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  @TempDir Path data;

  @Test
  void shouldMakeTwoKeysThatOnlyTheOwnerCanReadAndPrintTheirRecords() throws IOException {
    int code = dkim("create", "Example.org");

    assertThat(code).isZero();
    Path folder = data.resolve("dkim/example.org");
    for (String name : List.of("relay.pem", "relay-ed25519.pem")) {
      assertThat(Files.readString(folder.resolve(name))).startsWith("-----BEGIN PRIVATE KEY-----");
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        assertThat(Files.getAttribute(folder.resolve(name), "unix:mode")).isEqualTo(0100600);
      }
    }
    assertThat(text())
        .contains("relay._domainkey.example.org. IN TXT ( \"v=DKIM1; k=rsa; p=")
        .contains("relay-ed25519._domainkey.example.org. IN TXT ( \"v=DKIM1; k=ed25519; p=")
        .contains("Publish these records")
        .doesNotContain("PRIVATE");
  }

  @Test
  void shouldNeverOverwriteAKey() throws IOException {
    dkim("create", "example.org", "--selector", "s1");
    Path key = data.resolve("dkim/example.org/s1.pem");
    String before = Files.readString(key);
    Files.delete(data.resolve("dkim/example.org/s1-ed25519.pem"));

    int code = dkim("create", "example.org", "--selector", "s1");

    assertThat(code).isEqualTo(1);
    assertThat(text()).contains("s1.pem is there already").contains("--selector");
    assertThat(Files.readString(key)).isEqualTo(before);
    assertThat(data.resolve("dkim/example.org/s1-ed25519.pem")).doesNotExist();
  }

  @Test
  void shouldShowTheRecordsItPrintedWhenMakingTheKeys() {
    dkim("create", "example.org", "--rsa-bits", "1024", "--data", data.resolve("other").toString());
    String records = text().substring(text().indexOf("\n\nPublish")).split("\n\n")[2].strip();
    printed.reset();

    int code = dkim("show", "example.org", "--data", data.resolve("other").toString());

    assertThat(code).isZero();
    assertThat(text().lines()).containsExactlyInAnyOrderElementsOf(records.lines().toList());
  }

  @Test
  void shouldShowGoodKeysBesideABrokenOne() throws IOException {
    dkim("create", "example.org");
    Files.writeString(data.resolve("dkim/example.org/x.pem"), "nothing");
    printed.reset();

    assertThat(dkim("show", "example.org")).isEqualTo(1);
    assertThat(text()).contains("k=rsa").contains("k=ed25519").contains("x.pem cannot be used");
  }

  @Test
  void shouldExplainWrongCalls() {
    assertThat(dkim()).isEqualTo(2);
    assertThat(dkim("create")).isEqualTo(2);
    assertThat(dkim("create", "no domain")).isEqualTo(2);
    assertThat(dkim("create", "../../etc")).isEqualTo(2);
    assertThat(dkim("remove", "example.org")).isEqualTo(2);
    assertThat(dkim("create", "example.org", "--force", "x")).isEqualTo(2);
    assertThat(dkim("create", "example.org", "--selector")).isEqualTo(2);
    assertThat(dkim("create", "example.org", "--rsa-bits", "many")).isEqualTo(2);
    assertThat(text()).contains("relay dkim create DOMAIN");
    assertThat(dkim("create", "example.org", "--rsa-bits", "512")).isEqualTo(1);
    assertThat(dkim("create", "example.org", "--selector", "../x")).isEqualTo(1);
    assertThat(dkim("show", "example.org")).isEqualTo(1);
    assertThat(data.resolve("dkim")).doesNotExist();
  }

  @Test
  void shouldDiagnoseAMailThatTheMadeKeysSigned() throws IOException {
    dkim("create", "example.org");
    Path records = Files.write(data.resolve("records"), printed.toByteArray());
    KeyFiles files = new KeyFiles(data, DomainName.of("example.org"));
    List<ReadyKey> keys = new java.util.ArrayList<>();
    for (Path path : files.list()) {
      SigningKey key = files.read(path);
      keys.add(new ReadyKey(key, SignatureEngines.ofJdk().engineFor(key)));
    }
    SigningSettings settings =
        SigningSettings.from(Settings.of(SigningSettings.ALL, Map.of(), Map.of()));
    byte[] fields =
        new DkimSigner((tenant, domain) -> keys, settings, clock)
            .sign("acme", new byte[0], Content.of(MAIL))
            .fields();
    // Saved by a tool that ends lines with LF.
    String saved =
        new String(fields, StandardCharsets.US_ASCII) + new String(MAIL, StandardCharsets.US_ASCII);
    Path mail = Files.writeString(data.resolve("mail.eml"), saved.replace("\r\n", "\n"));
    printed.reset();

    int code = diagnose(mail.toString(), "--key-file", records.toString());

    assertThat(code).isZero();
    assertThat(text())
        .startsWith("{\"result\":\"pass\",\"signatures\":[{\"result\":\"pass\",\"reason\":\"\"")
        .contains("\"selector\":\"relay-ed25519\",\"algorithm\":\"ed25519-sha256\"");
  }

  @Test
  void shouldSayNoneForAnUnsignedMailAndExplainMissingFiles() throws IOException {
    Path mail = Files.write(data.resolve("mail.eml"), MAIL);

    assertThat(diagnose(mail.toString())).isZero();
    assertThat(text()).startsWith("{\"result\":\"none\",\"signatures\":[]}");
    assertThat(diagnose(data.resolve("missing").toString())).isEqualTo(1);
    assertThat(diagnose()).isEqualTo(2);
    assertThat(text()).contains("cannot be read").contains("relay diagnose dkim FILE");
  }

  private int dkim(String... args) {
    return new DkimCommand(data, new SecureRandom()).run(List.of(args), out);
  }

  private int diagnose(String... args) {
    DkimKeyLookup empty = name -> new DkimKeyLookup.Answer.Missing();
    return new DiagnoseDkim(empty, clock).run(List.of(args), out);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
