package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.LocalToken;

/** The command and the client behind it, against a server that answers what the test says. */
class BrakeCommandTest {
  private static final String BRAKE =
      """
      {"id": "b1", "kind": "hold", "match": {"recipient_domain": "gmail.com"}, "author": "admin",
       "reason": "wrong price", "until": "2026-01-01T14:00:00Z"}
      """;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();
  private String answer = BRAKE;
  private int status = 200;
  private HttpServer server;
  @TempDir Path data;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldSendAnOrderAsTheRelayWantsIt() {
    int exitCode =
        brake("add", "hold", "--to-domain", "gmail.com", "--reason", "wrong price", "--for", "2h");

    assertThat(exitCode).isZero();
    assertThat(asked)
        .containsExactly(
            "POST /api/v1/brakes {\"kind\":\"hold\",\"match\":{\"recipient_domain\":\"gmail.com\"},"
                + field(asked.get(0))
                + "}");
    assertThat(out.toString()).contains("b1 is in force until 2026-01-01T14:00:00Z");
  }

  @Test
  void shouldOnlyAskWhatAnOrderWouldDo() {
    answer =
        "{\"mails_matching\": 42, \"scope\": \"all mail\", \"effect\": \"nothing goes\","
            + " \"until\": \"2026-01-01T14:00:00Z\"}";

    brake("add", "stop", "--everything", "--reason", "fire", "--dry-run");

    assertThat(asked.get(0)).startsWith("POST /api/v1/brakes?dry-run=true {");
    assertThat(out.toString()).contains("42 queued mails match now", "Nothing was changed.");
  }

  @Test
  void shouldSayWhenACountIsAnUpperBound() {
    answer =
        "{\"mails_matching\": 42, \"at_most\": true, \"known_late\": [\"egress_source\"],"
            + " \"scope\": \"egress source mail-2\", \"effect\": \"no attempt\","
            + " \"until\": \"2026-01-01T14:00:00Z\"}";

    brake("add", "suspend", "--source", "mail-2", "--reason", "listed", "--dry-run");

    assertThat(asked.get(0)).contains("{\"egress_source\":\"mail-2\"}");
    assertThat(out.toString())
        .contains("at most 42 queued mails match now", "known when it is taken up");
  }

  @Test
  void shouldListAndLift() {
    answer = "{\"brakes\": [" + BRAKE + "], \"mails_waiting\": 7}";
    brake("list");
    answer = BRAKE;
    brake("lift", "b1", "--json");

    assertThat(out.toString())
        .contains("recipient_domain=gmail.com", "7 mails wait", "\"id\":\"b1\"");
    assertThat(asked)
        .containsExactly("GET /api/v1/brakes?limit=1000 ", "DELETE /api/v1/brakes/b1 ");
  }

  @Test
  void shouldTellThatThereWasNothingToLift() {
    status = 204;
    answer = "";

    assertThat(brake("lift", "b9")).isZero();

    assertThat(out.toString()).contains("no brake b9 is in force");
  }

  @Test
  void shouldShowWhoSetABrakeAndWhyAndHowItEnded() {
    answer =
        BRAKE.replace(
            "\"author\"",
            "\"created_at\": \"2026-01-01T12:00:00Z\", \"lifted_at\": \"2026-01-01T13:00:00Z\","
                + " \"lifted_by\": \"bob\", \"author\"");

    brake("show", "b1");

    assertThat(asked).containsExactly("GET /api/v1/brakes/b1 ");
    assertThat(out.toString())
        .contains(
            "hold recipient_domain=gmail.com",
            "reason  wrong price",
            "set     2026-01-01T12:00:00Z by admin",
            "lifted  2026-01-01T13:00:00Z by bob");
  }

  @Test
  void shouldWarnThatTheOtherNodesDoNotKnowYet() {
    answer = BRAKE.replace("\"author\"", "\"on_this_node_only\": true, \"author\"");

    brake("add", "stop", "--everything", "--reason", "fire");
    brake("lift", "b1");

    assertThat(out.toString().split("holds on this node only", -1)).hasSize(3);
  }

  @Test
  void shouldTellEveryFieldThatTheRelayRefuses() {
    status = 422;
    answer =
        "{\"detail\": \"x\", \"errors\": [{\"field\": \"match\", \"detail\": \"must be given\"}]}";

    assertThatThrownBy(() -> brake("add", "hold", "--reason", "x"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.REFUSED))
        .hasMessageContaining("match: must be given");
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    assertThatThrownBy(() -> brake("fly")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> brake("add")).isInstanceOf(Refusal.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldFindAddressAndTokenInTheDataFolder() throws IOException {
    String token = LocalToken.in(data).orMake(new SecureRandom());
    Files.writeString(data.resolve("relay.ready"), "  http://127.0.0.1:" + port() + "/\n");
    var configuration =
        RelayConfiguration.of(Map.of("node.data-folder", data.toString()), Map.of());

    ApiClient.of(configuration, Map.of()).get("api/v1/brakes");

    assertThat(asked.get(0)).isEqualTo("GET /api/v1/brakes ");
    assertThat(login).isEqualTo("admin:" + token);
  }

  @Test
  void shouldSayThatNoRelayHasRunThere() {
    var configuration =
        RelayConfiguration.of(Map.of("node.data-folder", data.toString()), Map.of());

    assertThatThrownBy(() -> ApiClient.of(configuration, Map.of()))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.DOWN));
  }

  private String login = "";

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    String basic = exchange.getRequestHeaders().getFirst("Authorization").substring(6);
    login = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  /** The fields after the conditions, whose order is not promised. */
  private static String field(String request) {
    String rest = request.substring(request.indexOf("},") + 2, request.length() - 1);
    assertThat(rest).contains("\"reason\":\"wrong price\"", "\"for\":\"2h\"");
    return rest;
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private int brake(String... words) {
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new BrakeCommand()
        .run(
            List.of(words),
            new Console(stream, stream),
            () -> new ApiClient(URI.create("http://127.0.0.1:" + port() + "/"), "secret"));
  }
}
