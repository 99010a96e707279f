package relay.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relay.acceptance.MailJourney;
import relay.domain.delivery.ReceivedMail;

/**
 * The same EAR on each application server that was unpacked below target/servers (profile {@code
 * servers}), deployed by its script in server-config. Each row of the table that it appends to
 * target/servers.md is for docs/servers.md.
 */
class EachServerIT {
  private static final Duration START = Duration.ofMinutes(6);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path SERVERS = Path.of(System.getProperty("relay.servers"));
  private static final Path TABLE = SERVERS.resolveSibling("servers.md");

  @TempDir Path folder;

  static Stream<String> servers() throws IOException {
    if (Files.notExists(TABLE)) {
      Files.writeString(
          TABLE,
          "| server | script | listener ready after | 250 | delivered, signature | HTTP API |\n"
              + "|---|---|---|---|---|---|\n");
    }
    try (Stream<Path> all = Files.list(SERVERS)) {
      return all
          .filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void shouldDeliverSignedMail(String name) throws Exception {
    Path script = Path.of(System.getProperty("relay.server-config"), name, "run");
    Path log = SERVERS.resolveSibling(name + ".log");
    try (MailJourney journey = new MailJourney(folder);
        ServerProcess server = ServerProcess.start(script, homeOf(name), journey, log)) {
      Instant started = Instant.now();
      await().atMost(START).until(() -> listens(journey.smtpPort()) || !server.isAlive());
      Duration ready = Duration.between(started, Instant.now());

      String reply = journey.handIn("through " + name);
      await().atMost(PATIENCE).until(() -> journey.delivered("through " + name).isPresent());
      ReceivedMail mail = journey.delivered("through " + name).orElseThrow();
      String verdict = journey.verdictOn(mail);
      int api = statusOf(journey, "/relay/api/v1/messages");

      assertThat(reply).startsWith("250 2.");
      assertThat(verdict).contains("\"result\":\"pass\"");
      assertThat(api).isEqualTo(401);
      Files.writeString(
          TABLE,
          "| %s | server-config/%s/run | %d s | yes | yes, pass | answers %d without login |%n"
              .formatted(homeOf(name).getFileName(), name, ready.toSeconds(), api),
          StandardOpenOption.APPEND);
    }
  }

  /** A distribution's archive holds one folder. */
  private static Path homeOf(String name) throws IOException {
    try (Stream<Path> inside = Files.list(SERVERS.resolve(name))) {
      return inside.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Awaited: some servers open the listener before the web module answers. */
  private static int statusOf(MailJourney journey, String path) {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + journey.httpPort() + path))
            .timeout(PATIENCE)
            .build();
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                HttpClient.newHttpClient()
                    .send(question, HttpResponse.BodyHandlers.discarding())
                    .statusCode(),
            status -> status != 404);
  }
}
