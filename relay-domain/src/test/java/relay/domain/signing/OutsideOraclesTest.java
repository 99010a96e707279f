package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.mail.Content;

/** Other people's DKIM against ours, where it is installed; skipped by name where it is not. */
class OutsideOraclesTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Path OPENDKIM = Path.of("/usr/sbin/opendkim");

  /** Tells for each file whether its first and its second signature pass. */
  private static final String VERIFY =
      """
      import sys, dkim
      records = dict(line.split('\\t') for line in open(sys.argv[1]).read().splitlines())
      def txt(name, timeout=5):
          return records.get(name.decode().rstrip('.'), '').encode()
      for path in sys.argv[2:]:
          d = dkim.DKIM(open(path, 'rb').read())
          try:
              print(d.verify(idx=0, dnsfunc=txt), d.verify(idx=1, dnsfunc=txt))
          except Exception as e:
              print(repr(e))
      """;

  /** Signs each file in four forms with the RSA key, twice more with l= of 0 and 5. */
  private static final String SIGN =
      """
      import sys, dkim
      key = open(sys.argv[1], 'rb').read()
      forms = [(a, b) for a in (b'simple', b'relaxed') for b in (b'simple', b'relaxed')]
      for path in sys.argv[2:]:
          mail = open(path, 'rb').read()
          for i, form in enumerate(forms):
              s = dkim.sign(mail, b'rsa', b'example.org', key, canonicalize=form, length=i == 3)
              open(path + '.' + str(i), 'wb').write(s + mail)
      """;

  private final TestKeys keys = TestKeys.forExampleOrg();
  @TempDir Path folder;

  @Test
  void shouldSatisfyDkimpy() throws Exception {
    assumeDkimpy();
    List<Path> files = signedMails();
    Path records = folder.resolve("records");
    Files.writeString(records, records("\t"));

    List<String> answers = run(command(List.of(PYTHON, "-c", VERIFY, records.toString()), files));

    assertThat(answers).hasSameSizeAs(files).containsOnly("True True");
  }

  @Test
  void shouldAcceptWhatDkimpySigned() throws Exception {
    assumeDkimpy();
    List<Path> files = mails(new byte[0]);
    Path key = folder.resolve("key.pem");
    Files.writeString(key, pkcs1Pem());

    run(command(List.of(PYTHON, "-c", SIGN, key.toString()), files));

    for (Path file : files) {
      for (int form = 0; form < 4; form++) {
        byte[] signed = Files.readAllBytes(Path.of(file + "." + form));
        // Dkimpy writes the machine's own time into t=.
        DkimVerifier verifier =
            new DkimVerifier(keys, InstantSource.system(), VerifierLimits.DEFAULT);
        assertThat(verifier.verify(Content.of(signed)))
            .as("%s form %d", file, form)
            .extracting(DkimResult::status)
            .containsExactly(DkimStatus.PASS);
      }
    }
  }

  @Test
  void shouldSatisfyOpendkim() throws Exception {
    assumeTrue(Files.isExecutable(OPENDKIM), "opendkim is not installed");
    Path records = folder.resolve("records");
    Files.writeString(records, records(" "));
    Path settings = folder.resolve("opendkim.conf");
    Files.writeString(
        settings, "Mode v\nTestPublicKeys " + records + "\nCanonicalization relaxed/relaxed\n");

    List<Path> files = signedMails();
    String names = String.join(",", files.stream().map(Path::toString).toList());
    List<String> answers =
        run(List.of(OPENDKIM.toString(), "-x", settings.toString(), "-t", names));

    assertThat(answers)
        .hasSameSizeAs(files)
        .allMatch(line -> line.endsWith("(s=rsa, d=example.org, 2048-bit key) succeeded"));
  }

  private static void assumeDkimpy() throws IOException, InterruptedException {
    boolean installed =
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(PYTHON, "-c", "import dkim, nacl")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor()
                == 0;
    assumeTrue(installed, "dkimpy with nacl is not installed");
  }

  /** Dkimpy refuses to read blanks between name and colon. */
  private static List<OddMails.Mail> oddMails() {
    return OddMails.all().stream()
        .filter(mail -> !mail.name().equals("blanks before the colon"))
        .toList();
  }

  private List<Path> signedMails() throws IOException {
    List<Path> files = new ArrayList<>();
    for (OddMails.Mail mail : oddMails()) {
      // Without a line end no mail arrives: SMTP adds it (RFC 5321 4.1.1.4).
      byte[] arrived = asArrived(mail.octets());
      files.add(
          write(
              files.size(),
              Signing.join(Signing.sign(Signing.signer(keys), mail.octets()).fields(), arrived)));
    }
    return files;
  }

  private List<Path> mails(byte[] before) throws IOException {
    List<Path> files = new ArrayList<>();
    for (OddMails.Mail mail : oddMails()) {
      files.add(write(files.size(), Signing.join(before, asArrived(mail.octets()))));
    }
    return files;
  }

  private Path write(int number, byte[] mail) throws IOException {
    return Files.write(folder.resolve("mail-" + number), mail);
  }

  private static byte[] asArrived(byte[] mail) {
    boolean ended = mail[mail.length - 1] == '\n';
    byte[] lines = ended ? mail : Signing.join(mail, Signing.octets("\r\n"));
    return HeaderBlock.bodyStart(lines, 0, lines.length) < 0
        ? Signing.join(lines, Signing.octets("\r\n"))
        : lines;
  }

  private String records(String separator) {
    StringBuilder records = new StringBuilder();
    for (ReadyKey key : keys.keysFor(TestKeys.EXAMPLE_ORG)) {
      PublishedKey published = PublishedKey.of(key.key());
      records.append(published.name()).append(separator).append(published.text()).append('\n');
    }
    return records.toString();
  }

  private String pkcs1Pem() {
    return KeyPem.write(keys.keysFor(TestKeys.EXAMPLE_ORG).get(0).key().privateKey());
  }

  private static List<String> command(List<String> start, List<Path> files) {
    return Stream.concat(start.stream(), files.stream().map(Path::toString)).toList();
  }

  private static List<String> run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
    return out.lines().toList();
  }
}
