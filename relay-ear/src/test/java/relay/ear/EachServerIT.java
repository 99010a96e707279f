package relay.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relay.acceptance.MailJourney;
import relay.domain.delivery.Act;
import relay.domain.http.AdministratorFile;

/**
 * The same EAR on each application server that was unpacked below target/servers (profile {@code
 * servers}), run by its script in server-config. Each row of the table that it appends to
 * target/servers.md is for docs/servers.md. With the system property {@code relay.server} only that
 * server.
 */
class EachServerIT {
  private static final Duration START = Duration.ofMinutes(8);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path SERVERS = Path.of(System.getProperty("relay.servers"));
  private static final Path TABLE = SERVERS.resolveSibling("servers.md");
  private static final String HEAD =
      "| server | JDK | ready after | 250, delivered, signed | `kill -9`, mail still in | health |"
          + " message view | prune job | pages | bounce found its mail, told by topic and queue |\n"
          + "|---|---|---|---|---|---|---|---|---|---|\n";

  @TempDir Path folder;

  /** The queue id of the mail that waits when the server is killed. */
  private String waiting;

  static Stream<String> servers() throws IOException {
    if (Files.notExists(TABLE)) {
      Files.writeString(TABLE, HEAD);
    }
    String only = System.getProperty("relay.server", "");
    try (Stream<Path> all = Files.list(SERVERS)) {
      return all
          .filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .filter(name -> only.isEmpty() || name.equals(only))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void shouldCarryMailThroughTheDeathOfTheServer(String name) throws Exception {
    try (MailJourney journey = new MailJourney(folder)) {
      var returning = new ReturnSteps(journey);
      Files.writeString(
          journey.settings(),
          "retry.transactional.delays=2s\n" + returning.settings(),
          StandardOpenOption.APPEND);
      String password =
          AdministratorFile.in(journey.data()).createIfAbsent(new SecureRandom()).orElseThrow();
      ServerApi api = new ServerApi(journey.httpPort(), password, PATIENCE);

      long readySeconds = firstLife(name, journey, api, returning);
      secondLife(name, journey, api);

      assertThat(journey.timesDelivered("straight through")).isEqualTo(1);
      assertThat(journey.timesDelivered("across the kill")).isEqualTo(1);
      Files.writeString(
          TABLE,
          "| %s | %s | %d s | yes | yes | up | yes | completed | yes | yes |%n"
              .formatted(name, Runtime.version().feature(), readySeconds),
          StandardOpenOption.APPEND);
    }
  }

  /** One mail goes through, all pages answer, and a second mail waits when the server is killed. */
  private long firstLife(String name, MailJourney journey, ServerApi api, ReturnSteps returning)
      throws Exception {
    Instant started = Instant.now();
    try (ServerProcess server = start(name, journey)) {
      awaitListener(server, journey);
      final long seconds = Duration.between(started, Instant.now()).toSeconds();

      assertThat(journey.handIn("straight through")).startsWith("250 2.");
      assertDeliveredSigned(journey, "straight through");
      lookAround(journey, api);
      returning.shouldTieABounceToItsMailAndTellApplications(api, PATIENCE);

      journey.nextHop().on("RCPT", Act.reply("450 4.2.1 come back later"));
      String reply = journey.handIn("across the kill");
      assertThat(reply).startsWith("250 2.");
      api.awaited("/api/v1/messages", page -> page.contains("450 4.2.1 come back later"));
      server.kill();
      waiting = reply.substring(reply.lastIndexOf(' ') + 1);
      return seconds;
    }
  }

  /** The mail that waited goes out, and the story of it is whole. */
  private void secondLife(String name, MailJourney journey, ServerApi api) throws Exception {
    journey.nextHop().on("RCPT", Act.reply("250 2.1.5 welcome"));
    try (ServerProcess server = start(name, journey)) {
      awaitListener(server, journey);
      assertDeliveredSigned(journey, "across the kill");
      api.awaited("/api/v1/messages/" + waiting, story -> story.contains("\"delivered\":1"));
    }
  }

  private static void lookAround(MailJourney journey, ServerApi api) throws Exception {
    api.awaited("/health", body -> body.startsWith("{\"status\":\"up\""));
    assertThat(api.statusForStrangers("/api/v1/messages")).isEqualTo(401);
    String page = api.awaited("/api/v1/messages", body -> body.contains("\"delivered\""));
    String id = page.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    assertThat(api.awaited("/api/v1/messages/" + id, body -> true))
        .contains("\"bob@recipient.example\"");
    assertThat(api.awaited("/", body -> true)).contains("<html");
    assertThat(api.awaited("/mails/" + id, body -> true)).contains("recipient.example");
    assertThat(api.awaited("/openapi", body -> true)).contains("openapi");
    assertThat(api.posted("/api/v1/jobs/prune")).contains("\"job\":\"prune\"");
    api.awaited("/api/v1/jobs", body -> body.contains("\"status\":\"completed\""));
  }

  private static void assertDeliveredSigned(MailJourney journey, String subject) {
    await(subject).atMost(PATIENCE).until(() -> journey.delivered(subject).isPresent());
    assertThat(journey.verdictOn(journey.delivered(subject).orElseThrow()))
        .contains("\"result\":\"pass\"");
  }

  private static ServerProcess start(String name, MailJourney journey) throws IOException {
    Path script = Path.of(System.getProperty("relay.server-config"), name, "run");
    return ServerProcess.start(
        script, homeOf(name), journey, SERVERS.resolveSibling(name + ".log"));
  }

  /** A distribution's archive holds one folder. */
  private static Path homeOf(String name) throws IOException {
    try (Stream<Path> inside = Files.list(SERVERS.resolve(name))) {
      return inside.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static void awaitListener(ServerProcess server, MailJourney journey) {
    await("SMTP listener")
        .atMost(START)
        .until(() -> listens(journey.smtpPort()) || !server.isAlive());
    assertThat(server.isAlive()).as("the server runs; see target/*.log").isTrue();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
