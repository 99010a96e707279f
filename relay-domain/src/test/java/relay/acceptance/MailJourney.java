package relay.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import relay.domain.delivery.ReceivedMail;
import relay.domain.delivery.ScriptedServer;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.command.DiagnoseDkim;
import relay.domain.signing.command.DkimCommand;

/**
 * What a relay under test needs: a data folder with signing keys for {@value #DOMAIN}, free ports,
 * a settings file whose only route leads to a mail server of this test, and that server.
 */
public final class MailJourney implements AutoCloseable {
  /** Mail from here is signed. */
  public static final String DOMAIN = "sender.example";

  private final Path folder;
  private final ScriptedServer nextHop = ScriptedServer.start();
  private final int smtpPort = freePort();
  private final int httpPort = freePort();

  /**
   * @param folder an empty one
   */
  public MailJourney(Path folder) {
    this.folder = folder;
    write(
        settings(),
        String.join(
            "\n",
            "node.host-name=relay.example",
            "http.port=" + httpPort,
            "listener.submission.port=" + smtpPort,
            "route.default=test",
            "route.test.hosts=[127.0.0.1]:" + nextHop.port(),
            ""));
    write(folder.resolve("records.txt"), dkim("create", DOMAIN));
  }

  public Path settings() {
    return folder.resolve("relay.properties");
  }

  public Path data() {
    return folder.resolve("data");
  }

  public int smtpPort() {
    return smtpPort;
  }

  public int httpPort() {
    return httpPort;
  }

  /** The server that mail is delivered to. */
  public ScriptedServer nextHop() {
    return nextHop;
  }

  /**
   * Hands in one mail to Bob.
   *
   * @return the reply to the final dot
   */
  public String handIn(String subject) throws IOException {
    return handIn(subject, "bob@recipient.example");
  }

  /** The same to somebody else. */
  public String handIn(String subject, String recipient) throws IOException {
    try (SmtpClient client = new SmtpClient(smtpPort)) {
      return client.send(
          "alice@" + DOMAIN,
          recipient,
          String.join(
              "\r\n",
              "From: Alice <alice@" + DOMAIN + ">",
              "To: " + recipient,
              "Subject: " + subject,
              "",
              "Hello Bob,",
              ".a line that begins with a dot",
              ""));
    }
  }

  /** The mail with this subject, once it was delivered. */
  public Optional<ReceivedMail> delivered(String subject) {
    return arrived(subject).findFirst();
  }

  /** How often the mail with this subject arrived. */
  public long timesDelivered(String subject) {
    return arrived(subject).count();
  }

  private Stream<ReceivedMail> arrived(String subject) {
    return nextHop.mails().stream()
        .filter(mail -> headerOf(mail).contains("\r\nSubject: " + subject + "\r\n"));
  }

  /** A report about a mail has the subject of that mail further down. */
  private static String headerOf(ReceivedMail mail) {
    int end = mail.content().indexOf("\r\n\r\n");
    return end < 0 ? mail.content() : mail.content().substring(0, end + 2);
  }

  /** What our verifier says of a mail's signatures, with the records that the relay published. */
  public String verdictOn(ReceivedMail mail) {
    Path file = write(folder.resolve("delivered.eml"), mail.content());
    DkimKeyLookup noDns = name -> new DkimKeyLookup.Answer.Unavailable("not asked");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new DiagnoseDkim(noDns, Clock.systemUTC())
        .run(
            List.of(file.toString(), "--key-file", folder.resolve("records.txt").toString()),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    nextHop.close();
  }

  private String dkim(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        new DkimCommand(data(), new SecureRandom())
            .run(List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8));
    if (exitCode != 0) {
      throw new IllegalStateException(out.toString(StandardCharsets.UTF_8));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
