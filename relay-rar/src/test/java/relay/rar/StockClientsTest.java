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
@Timeout(120)
class StockClientsTest {
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
    Process process = started(command);
    String output = output(process);
    assertThat(process.exitValue()).as(List.of(command) + "\n" + output).isZero();
  }

  /** For a tool that wants to talk on after the login and fails when there is nobody. */
  private static String outputOf(String... command) throws IOException, InterruptedException {
    return output(started(command));
  }

  private static Process started(String... command) throws IOException {
    Assumptions.assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
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
