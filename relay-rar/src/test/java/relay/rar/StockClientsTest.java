package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of others, unchanged: Jakarta Mail always, the rest where installed. */
@Timeout(600)
class StockClientsTest {
  /** Where Debian's libphp-phpmailer is. */
  private static final Path PHP_MAILER = Path.of("/usr/share/php/libphp-phpmailer/src");

  private static final int MISSING = 77;
  private static final String BODY = "Subject: hello\r\n\r\nfirst\r\n.dot\r\n..dots\r\nlast\r\n";

  @Test
  void shouldTakeMailFromJakartaMailOverStartTlsWithLogin() throws Exception {
    try (var adapter = RunningAdapter.with("reception.loopback-relay", "false")) {
      send(adapter, "LOGIN", FakeApplication.PASSWORD);
      send(adapter, "PLAIN", FakeApplication.PASSWORD);

      var mail = adapter.application.mails.get(1);
      assertThat(mail.text())
          .contains("Subject: gr\u00fc\u00df dich".substring(0, 9))
          .contains(".dot");
      assertThat(mail.mail().client().protocol()).isEqualTo("ESMTPSA");
      assertThat(mail.mail().envelope().recipients()).hasSize(2);
    }
  }

  @Test
  void shouldRefuseJakartaMailWithAWrongPassword() {
    assertThatThrownBy(
            () -> {
              try (var adapter = RunningAdapter.with()) {
                send(adapter, "PLAIN", "wrong");
              }
            })
        .isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void shouldTakeMailFromCurl() throws Exception {
    try (var adapter = RunningAdapter.with()) {
      Path mail = Files.writeString(adapter.data.resolve("mail.eml"), BODY);

      run(
          "curl",
          "--silent",
          "--show-error",
          "--ssl-reqd",
          "--insecure",
          "--url",
          "smtp://127.0.0.1:" + adapter.port(),
          "--user",
          "alice:wonderland",
          "--mail-from",
          "a@sender.test",
          "--mail-rcpt",
          "b@recipient.test",
          "--upload-file",
          mail.toString());

      assertThat(adapter.application.mails.get(0).text()).isEqualTo(BODY);
      assertThat(adapter.application.mails.get(0).mail().client().protocol()).isEqualTo("ESMTPSA");
    }
  }

  @Test
  void shouldTakeMailFromPython() throws Exception {
    try (var adapter = RunningAdapter.with()) {
      Path script =
          Files.writeString(
              adapter.data.resolve("send.py"),
              String.join(
                  "\n",
                  "import smtplib, ssl, sys",
                  "c = ssl.create_default_context(); c.check_hostname = False",
                  "c.verify_mode = ssl.CERT_NONE",
                  "s = smtplib.SMTP('127.0.0.1', int(sys.argv[1])); s.starttls(context=c)",
                  "s.login('alice', 'wonderland')",
                  "body = b'Subject: hello\\r\\n\\r\\nfirst\\r\\n.dot\\r\\n..dots\\r\\nlast\\r\\n'",
                  "s.sendmail('a@sender.test', ['b@recipient.test', 'c@recipient.test'], body)",
                  "s.quit()"));

      run("python3", script.toString(), String.valueOf(adapter.port()));

      assertThat(adapter.application.mails.get(0).text()).isEqualTo(BODY);
    }
  }

  @Test
  void shouldTakeMailFromSwaks() throws Exception {
    try (var adapter = RunningAdapter.with()) {
      run(
          "swaks",
          "--server",
          "127.0.0.1",
          "--port",
          String.valueOf(adapter.port()),
          "--from",
          "a@sender.test",
          "--to",
          "b@recipient.test",
          "--helo",
          "client.test",
          "--body",
          "hello from swaks",
          "--pipeline");

      assertThat(adapter.application.mails.get(0).text()).contains("hello from swaks");
    }
  }

  /** The first is a library and tool of its own, the second uses it and chooses by itself. */
  @Test
  void shouldLetGsaslAndMsmtpLogInWithScram() throws Exception {
    try (var adapter =
        RunningAdapter.with(
            "reception.loopback-relay",
            "false",
            "user.alice.password-hash",
            AuthMechanismsTest.hash(),
            "user.alice.scram-keys",
            AuthMechanismsTest.keys())) {
      String port = String.valueOf(adapter.port());

      run(
          "msmtp",
          "--host=127.0.0.1",
          "--port=" + port,
          "--tls=on",
          "--tls-starttls=on",
          "--tls-certcheck=off",
          "--auth=scram-sha-256",
          "--user=alice",
          "--passwordeval=echo wonderland",
          "--from=a@sender.test",
          "b@recipient.test");
      assertThat(adapter.application.mails.get(0).mail().client().user().orElseThrow().name())
          .isEqualTo("alice");
      assertThat(
              outputOf(
                  "gsasl",
                  "--smtp",
                  "--mechanism=SCRAM-SHA-256",
                  "--authentication-id=alice",
                  "--authorization-id=",
                  "--password=wonderland",
                  "--quality-of-protection=qop-auth",
                  "--no-cb",
                  "--x509-ca-file=",
                  "--connect=127.0.0.1:" + port))
          .contains("235 2.7.0", "server trusted");
    }
  }

  @Test
  void shouldTakeMailFromMsmtp() throws Exception {
    try (var adapter = RunningAdapter.with()) {
      feed(
          BODY,
          "msmtp",
          "--file=/dev/null",
          "--host=127.0.0.1",
          "--port=" + adapter.port(),
          "--tls=on",
          "--tls-certcheck=off",
          "--auth=plain",
          "--user=alice",
          "--passwordeval=echo wonderland",
          "--from=a@sender.test",
          "b@recipient.test");

      // it adds From, Date and Message-ID when they are missing
      assertThat(adapter.application.mails.get(0).text())
          .contains("Subject: hello")
          .endsWith("\r\n\r\nfirst\r\n.dot\r\n..dots\r\nlast\r\n");
      assertThat(adapter.application.mails.get(0).mail().client().protocol()).isEqualTo("ESMTPSA");
    }
  }

  @Test
  void shouldTakeMailFromPhpMailer() throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(PHP_MAILER), "PHPMailer is not in " + PHP_MAILER);
    try (var adapter = RunningAdapter.with()) {
      Path script =
          Files.writeString(
              adapter.data.resolve("send.php"),
              String.join(
                  "\n",
                  "<?php",
                  "foreach (['Exception', 'SMTP', 'PHPMailer'] as $c) { require"
                      + " \"$argv[2]/$c.php\"; }",
                  "$m = new PHPMailer\\PHPMailer\\PHPMailer(true);",
                  "$m->isSMTP(); $m->Host = '127.0.0.1'; $m->Port = (int) $argv[1];",
                  "$m->SMTPAuth = true; $m->Username = 'alice'; $m->Password = 'wonderland';",
                  "$m->SMTPSecure = 'tls';",
                  "$any = ['verify_peer' => false, 'verify_peer_name' => false, 'allow_self_signed'"
                      + " => true];",
                  "$m->SMTPOptions = ['ssl' => $any];",
                  "$m->setFrom('a@sender.test', 'Shop'); $m->addAddress('b@recipient.test');",
                  "$m->addBCC('c@recipient.test'); $m->CharSet = 'UTF-8';",
                  "$m->Subject = 'Bestellung'; $m->isHTML(true);",
                  "$m->Body = '<p>danke</p>'; $m->AltBody = \".dot\\r\\ndanke\";",
                  "$m->addStringAttachment('1,2', 'order.csv');",
                  "$m->send();"));

      run("php", script.toString(), String.valueOf(adapter.port()), PHP_MAILER.toString());

      var mail = adapter.application.mails.get(0);
      assertThat(mail.text()).contains("Subject: Bestellung", "\r\n.dot\r\n", "order.csv");
      assertThat(mail.text()).doesNotContain("c@recipient.test");
      assertThat(mail.mail().envelope().recipients()).hasSize(2);
      assertThat(mail.mail().client().protocol()).isEqualTo("ESMTPSA");
    }
  }

  /**
   * Where {@code npm install nodemailer} put it: NODE_PATH, or -Drelay.test.node-modules=FOLDER.
   */
  @Test
  void shouldTakeMailFromNodemailer() throws Exception {
    try (var adapter = RunningAdapter.with()) {
      Path script =
          Files.writeString(
              adapter.data.resolve("send.js"),
              String.join(
                  "\n",
                  "const [port, folder] = process.argv.slice(2);",
                  "let nodemailer;",
                  "try { nodemailer = require(folder ? folder + '/nodemailer' : 'nodemailer'); }",
                  "catch (e) { process.exit(77); }",
                  "const pool = nodemailer.createTransport({ host: '127.0.0.1', port: +port, pool:"
                      + " true,",
                  "  auth: { user: 'alice', pass: 'wonderland' }, requireTLS: true,",
                  "  tls: { rejectUnauthorized: false } });",
                  "const mail = n => ({ from: 'a@sender.test', to: 'b@recipient.test',",
                  "  subject: 'hello ' + n, text: 'first\\n.dot\\nlast',",
                  "  dsn: { id: 'id' + n, return: 'headers', notify: ['failure'], recipient:"
                      + " 'a@sender.test' } });",
                  "Promise.all([1, 2, 3].map(n => pool.sendMail(mail(n)))).then(",
                  "  () => pool.close(), e => { console.error(e); process.exit(1); });"));

      run(
          "node",
          script.toString(),
          String.valueOf(adapter.port()),
          System.getProperty("relay.test.node-modules", ""));

      assertThat(adapter.application.mails)
          .hasSize(3)
          .allMatch(mail -> mail.text().contains("\r\n.dot\r\nlast"))
          .allMatch(mail -> mail.mail().client().protocol().equals("ESMTPSA"))
          .allMatch(mail -> mail.mail().envelope().options().envelopeId().isPresent());
    }
  }

  private static void send(RunningAdapter adapter, String mechanism, String password)
      throws MessagingException, IOException {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", String.valueOf(adapter.port()));
    properties.put("mail.smtp.auth", "true");
    properties.put("mail.smtp.auth.mechanisms", mechanism);
    properties.put("mail.smtp.starttls.required", "true");
    properties.put("mail.smtp.ssl.trust", "*");
    properties.put("mail.smtp.ssl.checkserveridentity", "false");
    properties.put("mail.smtp.timeout", "20000");
    Session session = Session.getInstance(properties);
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress("a@sender.test"));
    message.setRecipients(Message.RecipientType.TO, "b@recipient.test, c@recipient.test");
    message.setSubject("gr\u00fc\u00df dich", "UTF-8");
    message.setText("hello\r\n.dot\r\n");
    Transport.send(message, FakeApplication.USER, password);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    feed("", command);
  }

  /** Feeds the program and waits for it; one that says 77 misses something. */
  private static void feed(String input, String... command)
      throws IOException, InterruptedException {
    Process process = started(input, command);
    String output = output(process);
    Assumptions.assumeFalse(process.exitValue() == MISSING, List.of(command) + " misses a library");
    assertThat(process.exitValue()).as(List.of(command) + "\n" + output).isZero();
  }

  /** For a tool that wants to talk on after the login and fails when there is nobody. */
  private static String outputOf(String... command) throws IOException, InterruptedException {
    return output(started("", command));
  }

  private static Process started(String input, String... command) throws IOException {
    Assumptions.assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.ISO_8859_1));
    }
    return process;
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).as(output).isTrue();
    return output;
  }

  private static boolean isInstalled(String program) {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
