package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.delivery.RecipientReply;

/** Against Postfix's own test server, where it is installed. */
class SmtpSinkTest {
  private static final Path SINK = Path.of("/usr/sbin/smtp-sink");
  private Process sink;

  @AfterEach
  void stop() {
    if (sink != null) {
      sink.destroyForcibly();
    }
  }

  @ParameterizedTest(name = "smtp-sink {0}")
  @ValueSource(strings = {"", "-p", "-e", "-8", "-E", "-r rcpt", "-f data"})
  void shouldDeliverToPostfixTestServer(String options) throws IOException {
    assumeThat(SINK).as("smtp-sink is not installed: interoperability not tested").exists();
    int port = start(options);

    try (var sending = Sending.to().toPort(port).content(content())) {
      for (int i = 0; i < 5; i++) {
        List<RecipientReply> replies = sending.mail("bob@example.org", "carol@example.org");
        assertThat(replies).extracting(r -> r.reply().code()).containsOnly(expected(options));
      }
      assertThat(sending.client().connectionsKept()).isEqualTo(1);
    }
  }

  private static int expected(String options) {
    return switch (options) {
      case "-r rcpt" -> 450;
      case "-f data" -> 500;
      default -> 250;
    };
  }

  private int start(String options) throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of(SINK.toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    Stream.of(options.split(" ")).filter(o -> !o.isEmpty()).forEach(command::add);
    command.addAll(List.of("127.0.0.1:" + port, "100"));
    sink =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> isListening(port));
    return port;
  }

  private static boolean isListening(int port) {
    try (var probe = new Socket("127.0.0.1", port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String content() {
    return "Subject: x\r\n\r\n" + ".a line that begins with a dot\r\n".repeat(400);
  }
}
