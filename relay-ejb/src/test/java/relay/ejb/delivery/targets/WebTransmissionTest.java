package relay.ejb.delivery.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ReplyJudge;
import relay.domain.delivery.ScriptedServer;
import relay.domain.delivery.Stage;
import relay.domain.routing.AuthKind;
import relay.domain.routing.NextHop;
import relay.domain.routing.Smarthost.Login;
import relay.ejb.transport.TlsClient;

class WebTransmissionTest {
  private final AtomicReference<Headers> fields = new AtomicReference<>();
  private final AtomicReference<String> body = new AtomicReference<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    fields.set(exchange.getRequestHeaders());
    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void shouldPostTheMailWithItsEnvelope() {
    RecipientReply said =
        send(hop(Optional.empty()), "ann@one.example", "bj\u00f6rn@one.example").get(0);

    assertThat(said.reply().toString()).isEqualTo("250 2.0.0 The web service answered HTTP 200");
    assertThat(said.stage()).isEqualTo(Stage.FINAL_DOT);
    assertThat(body.get()).isEqualTo("X-Signed: yes\r\n" + Orders.CONTENT);
    assertThat(fields.get().get("Content-type")).containsExactly("message/rfc822");
    assertThat(fields.get().get("X-relay-mail-from")).containsExactly("alice@client.example");
    assertThat(fields.get().get("X-relay-rcpt-to"))
        .containsExactly("ann@one.example", "bj%C3%B6rn@one.example");
    assertThat(fields.get().get("X-relay-queue-id")).containsExactly(Orders.ID);
    assertThat(fields.get().get("X-relay-tenant")).containsExactly("acme");
    assertThat(fields.get().get("X-relay-stream")).containsExactly("news");
    assertThat(fields.get().containsKey("Authorization")).isFalse();
  }

  @Test
  void shouldTellARepetitionOfAMailByItsKey() {
    send(hop(Optional.empty()), "ann@one.example");
    String first = fields.get().getFirst("Idempotency-Key");
    send(hop(Optional.empty()), "ann@one.example");
    String again = fields.get().getFirst("Idempotency-Key");
    send(hop(Optional.empty()), "bob@one.example");

    assertThat(again).isEqualTo(first).startsWith(Orders.ID);
    assertThat(fields.get().getFirst("Idempotency-Key")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"AUTO, Basic bWU6cHc=", "BEARER, Bearer pw"})
  void shouldLogIn(AuthKind kind, String expected) {
    send(hop(Optional.of(new Login("me", "pw", kind))), "ann@one.example");

    assertThat(fields.get().getFirst("Authorization")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "201, Delivered",
    "202, Delivered",
    "204, Delivered",
    "302, Deferred",
    "400, Failed",
    "401, Deferred",
    "403, Deferred",
    "404, Deferred",
    "408, Deferred",
    "410, Failed",
    "413, Failed",
    "415, Failed",
    "422, Failed",
    "425, Deferred",
    "429, Deferred",
    "500, Deferred",
    "502, Deferred",
    "503, Deferred",
    "507, Deferred"
  })
  void shouldUnderstandTheStatus(int code, String outcome) {
    status = code;

    RecipientReply said = send(hop(Optional.empty()), "ann@one.example").get(0);

    assertThat(new ReplyJudge().judge(said).getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(said.reply().toString()).contains("HTTP " + code);
    assertThat(said.inDoubt()).isFalse();
  }

  @Test
  void shouldBeInDoubtWhenTheServiceIsSilentAfterTheWholeMail() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread peer = new Thread(() -> readAndHangUp(silent));
      peer.start();

      RecipientReply said =
          send(hop("http://127.0.0.1:" + silent.getLocalPort() + "/"), "ann@one.example").get(0);

      assertThat(said.inDoubt()).isTrue();
      assertThat(said.stage()).isEqualTo(Stage.FINAL_DOT);
    }
  }

  private static void readAndHangUp(ServerSocket server) {
    try (Socket socket = server.accept()) {
      var text = new StringBuilder();
      while (text.indexOf("Hello.\r\n") < 0) {
        text.append((char) socket.getInputStream().read());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldNotBeInDoubtWhenNobodyListens() throws IOException {
    int port;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }

    RecipientReply said = send(hop("http://127.0.0.1:" + port + "/"), "ann@one.example").get(0);

    assertThat(said.inDoubt()).isFalse();
    assertThat(said.stage()).isEqualTo(Stage.CONNECT);
    assertThat(said.reply().isTemporary()).isTrue();
  }

  @Test
  void shouldEndInTimeWhenTheServiceNeverAnswers() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      NextHop.WebService hop = hop("http://127.0.0.1:" + silent.getLocalPort() + "/");

      RecipientReply said =
          transmission(Map.of("delivery.final-dot-timeout", "1s"))
              .transmit(Orders.order(hop, "ann@one.example"), hop)
              .replies()
              .get(0);

      assertThat(said.inDoubt()).isTrue();
      assertThat(said.reply().isTemporary()).isTrue();
    }
  }

  @Test
  void shouldGiveNothingToAServiceWithACertificateThatIsNotTrusted() {
    try (var peer = ScriptedServer.start().implicitTls()) {
      NextHop.WebService hop = hop("https://mx.example:" + peer.port() + "/in");

      RecipientReply said = send(hop, "ann@one.example").get(0);

      assertThat(said.reply().toString()).startsWith("454 4.7.5 The web service of target r/a");
      assertThat(said.stage()).isEqualTo(Stage.TLS);
      assertThat(peer.commands()).isEmpty();
    }
  }

  @Test
  void shouldGiveTheMailToAServiceThatProvesItsName() {
    try (var peer =
        ScriptedServer.start()
            .implicitTls()
            .on(
                ScriptedServer.GREETING,
                relay.domain.delivery.Act.reply("HTTP/1.1 202 Accepted", ""))) {
      NextHop.WebService hop = hop("https://mx.example:" + peer.port() + "/in?x=1");

      RecipientReply said =
          transmission(
                  Map.of("delivery.trust-anchors", ScriptedServer.certificateFile().toString()))
              .transmit(Orders.order(hop, "ann@one.example"), hop)
              .replies()
              .get(0);

      assertThat(said.reply().toString()).contains("HTTP 202");
      assertThat(said.host().tls()).isPresent();
    }
  }

  @Test
  void shouldRefuseATrustedCertificateForAnotherName() {
    try (var peer = ScriptedServer.start().implicitTls()) {
      NextHop.WebService hop = hop("https://other.example:" + peer.port() + "/in");

      RecipientReply said =
          transmission(
                  Map.of("delivery.trust-anchors", ScriptedServer.certificateFile().toString()))
              .transmit(Orders.order(hop, "ann@one.example"), hop)
              .replies()
              .get(0);

      assertThat(said.stage()).isEqualTo(Stage.TLS);
      assertThat(peer.commands()).isEmpty();
    }
  }

  private List<RecipientReply> send(NextHop.WebService hop, String... recipients) {
    return transmission(Map.of()).transmit(Orders.order(hop, recipients), hop).replies();
  }

  private static WebTransmission transmission(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.putIfAbsent("delivery.final-dot-timeout", "60s");
    var transmission = RelayConfiguration.of(settings, Map.of()).transmission();
    TlsClient tls =
        TlsClient.create(
            "delivery.trust-anchors",
            transmission.trustAnchors().map(Path::of),
            InstantSource.system());
    return new WebTransmission(
        host -> List.of(InetAddress.getLoopbackAddress()), tls, transmission.timeouts());
  }

  private NextHop.WebService hop(Optional<Login> login) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    return new NextHop.WebService("r/a", URI.create(url), login);
  }

  private static NextHop.WebService hop(String url) {
    return new NextHop.WebService("r/a", URI.create(url), Optional.empty());
  }
}
