package relay.ejb.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.transport.Certificates;
import relay.domain.webhook.Post;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.Target;

class HttpPostTest {
  private static final Post POST =
      new Post("e1-e2", 2, false, "{}".getBytes(StandardCharsets.US_ASCII));
  @TempDir Path data;
  private WebhookLaboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new WebhookLaboratory(data);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private PostAttempt post(String url) {
    return laboratory.tools().http().send(Target.parse(url), POST, List.of(laboratory.secret));
  }

  @Test
  void shouldFollowNoRedirection() {
    laboratory.answering(got -> got.path().equals("/") ? 301 : 200);

    PostAttempt attempt = post(laboratory.url("/"));

    assertThat(attempt.status()).isEqualTo(301);
    assertThat(laboratory.got).isEmpty();
  }

  @Test
  void shouldSpeakToNoAddressOfThisMachineUnlessItIsAllowed() {
    laboratory.allowing();

    PostAttempt attempt = post(laboratory.url("/"));

    assertThat(attempt.status()).isZero();
    assertThat(attempt.problem())
        .isEqualTo(
            "127.0.0.1 is no public address; an operator may allow it with"
                + " webhook.allowed-networks");
    assertThat(laboratory.got).isEmpty();
  }

  /** A name that points inside is no way around. */
  @Test
  void shouldLookAtTheAddressBehindAName() {
    laboratory.allowing();
    laboratory.dns.address("inside.example", "10.0.0.7").address("inside.example", "127.0.0.1");
    int port = Target.parse(laboratory.url("/")).port();

    assertThat(post("https://inside.example:" + port + "/").problem())
        .isEqualTo(
            "127.0.0.1 is no public address; an operator may allow it with"
                + " webhook.allowed-networks");
    laboratory.allowing("127.0.0.0/8");
    assertThat(post("http://inside.example:" + port + "/").status()).isEqualTo(204);
    assertThat(laboratory.got).hasSize(1);
  }

  @Test
  void shouldSayWhenTheNameHasNoAddressOrTheDnsIsSilent() {
    laboratory.dns.silent("silent.example");

    assertThat(post("https://absent.example/").problem())
        .isEqualTo("absent.example has no address");
    assertThat(post("https://silent.example/").problem()).startsWith("the DNS gave no answer: ");
  }

  @Test
  void shouldKnowTheServerByItsCertificate() throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(Certificates.server("mx")));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
    try {
      laboratory.dns.address("mx.example", "127.0.0.1").address("other.example", "127.0.0.1");
      int port = server.getAddress().getPort();

      assertThat(post("https://mx.example:" + port + "/").status()).isEqualTo(202);
      PostAttempt stranger = post("https://other.example:" + port + "/");
      assertThat(stranger.status()).isZero();
      assertThat(stranger.problem()).isNotEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldObeyWhatTheServerAsksForInSeconds() throws Exception {
    assertThat(answered("HTTP/1.1 429 Slow\r\nRetry-After: 120\r\n\r\n").retryAfter())
        .contains(Duration.ofSeconds(120));
    assertThat(answered("HTTP/1.1 429 Slow\r\nRetry-After: Fri, 31 Dec\r\n\r\n").retryAfter())
        .isEmpty();
    assertThat(answered("HTTP/1.1 429 Slow\r\nRetry-After: 99999999999\r\n\r\n").retryAfter())
        .isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongWithAServerThatSpeaksNoHttp() throws Exception {
    PostAttempt attempt = answered("220 mail.example ESMTP\r\n");

    assertThat(attempt.status()).isZero();
    assertThat(attempt.problem()).isEqualTo("the web server does not speak HTTP");
  }

  @Test
  void shouldEndWhenTheServerDripsOnForLonger() throws Exception {
    laboratory.timeout(Duration.ofMillis(300));
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var dripping = CompletableFuture.runAsync(() -> drip(server));

      PostAttempt attempt = post("http://127.0.0.1:" + server.getLocalPort() + "/");

      assertThat(attempt.status()).isZero();
      assertThat(attempt.problem()).isEqualTo("no answer within 300 ms");
      dripping.get(2, TimeUnit.MINUTES);
    }
  }

  /** One octet at a time, so that no read ever waits long; until the other side has gone. */
  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20);
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      Instant end = Instant.now().plusSeconds(60);
      while (Instant.now().isBefore(end)) {
        out.write('x');
        out.flush();
        pause(socket);
      }
    } catch (IOException e) {
      assertThat(e).isNotNull(); // the post has ended, which is what is wanted
    }
  }

  private static void pause(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        assertThat(socket.isClosed()).isFalse();
      }
    } catch (java.net.SocketTimeoutException e) {
      assertThat(e).isNotNull();
    }
  }

  private PostAttempt answered(String answer) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var serving =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                  socket.shutdownOutput();
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      PostAttempt attempt = post("http://127.0.0.1:" + server.getLocalPort() + "/");
      serving.get(2, TimeUnit.MINUTES);
      return attempt;
    }
  }

  @Test
  void shouldSayThatTheSecretCannotBeOpened() {
    laboratory.webhook("crm", laboratory.url("/"));
    var webhook = laboratory.find("crm");
    var moved =
        new relay.domain.webhook.Webhook(
            "acme",
            "other",
            1,
            webhook.target(),
            webhook.url(),
            webhook.state(),
            "",
            webhook.types(),
            webhook.streams(),
            webhook.tenants(),
            webhook.createdAt(),
            webhook.secrets(),
            Optional.empty());

    PostAttempt attempt = laboratory.tools().send(moved, POST);

    assertThat(attempt.problem()).startsWith("its secret cannot be opened");
    assertThat(laboratory.got).isEmpty();
  }
}
