package relay.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import relay.domain.openid.FakeIssuer;

/** A small OpenID Connect issuer on this machine, which knows its client by a secret. */
public final class IssuerServer implements AutoCloseable {
  /** With signs that must be encoded on the way. */
  public static final String SECRET = "s3cret/with:signs";

  private final HttpServer server;
  private final FakeIssuer issuer;

  private IssuerServer(HttpServer server) {
    this.server = server;
    String name = "http://127.0.0.1:" + server.getAddress().getPort();
    this.issuer = new FakeIssuer(name, InstantSource.system());
  }

  public static IssuerServer start() throws IOException {
    var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    IssuerServer started = new IssuerServer(HttpServer.create(at, 50));
    FakeIssuer issuer = started.issuer;
    HttpServer server = started.server;
    server.createContext(
        "/.well-known/openid-configuration", e -> answer(e, 200, issuer.documentText()));
    server.createContext("/keys", e -> answer(e, 200, issuer.keySet()));
    server.createContext("/token", started::token);
    server.createContext(
        "/authorize",
        e -> {
          e.getResponseHeaders().set("Location", issuer.login(e.getRequestURI()).toString());
          answer(e, 302, "{}");
        });
    server.start();
    return started;
  }

  /** What it knows. */
  public FakeIssuer issuer() {
    return issuer;
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!isClient(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    Optional<String> token = issuer.exchange(FakeIssuer.fields(body));
    if (token.isEmpty()) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      answer(exchange, 200, "{\"token_type\":\"Bearer\",\"id_token\":\"" + token.get() + "\"}");
    }
  }

  private static boolean isClient(String authorization) {
    String pair = FakeIssuer.CLIENT + ":s3cret%2Fwith%3Asigns";
    String expected = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    return ("Basic " + expected).equals(authorization);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
