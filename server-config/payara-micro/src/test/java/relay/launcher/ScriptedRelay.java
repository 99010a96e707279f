package relay.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that gives the answers a test wrote, in their order, and remembers what was asked; ends
 * with the test that has it as an extension.
 */
final class ScriptedRelay implements AfterEachCallback, AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final Map<String, Answer> known = new HashMap<>();
  private Answer last;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> conditions = Collections.synchronizedList(new ArrayList<>());
  private final List<String> logins = Collections.synchronizedList(new ArrayList<>());
  private volatile String cookie = "";
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  ScriptedRelay() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    close();
  }

  /** The next answer; the last one is given again when there are no more. */
  ScriptedRelay answers(int status, String body) {
    synchronized (answers) {
      answers.add(new Answer(status, body));
    }
    return this;
  }

  /** The answer to each request that begins like this, before all others. */
  ScriptedRelay answersTo(String request, int status, String body) {
    synchronized (answers) {
      known.put(request, new Answer(status, body));
    }
    return this;
  }

  private Answer next(String request) {
    synchronized (answers) {
      return known.entrySet().stream()
          .filter(e -> request.startsWith(e.getKey()))
          .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
          .map(Map.Entry::getValue)
          .orElseGet(this::nextOrLast);
    }
  }

  private Answer nextOrLast() {
    last = answers.isEmpty() ? last : answers.remove();
    return last;
  }

  /** Method, path and body of each request. */
  List<String> asked() {
    return asked;
  }

  /** If-Match of each request, or null as text. */
  List<String> conditions() {
    return conditions;
  }

  /** What each request showed: Authorization, or the cookie with its token, or null as text. */
  List<String> logins() {
    return logins;
  }

  /** The session that every answer sets from now on. */
  ScriptedRelay opens(String session) {
    cookie = session;
    return this;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  ApiClient client() {
    return new ApiClient(address(), "secret");
  }

  Console console() {
    return new Console(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(error, true, StandardCharsets.UTF_8));
  }

  /** What was told so far. */
  String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String complained() {
    return error.toString(StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    conditions.add(String.valueOf(exchange.getRequestHeaders().getFirst("If-Match")));
    var headers = exchange.getRequestHeaders();
    logins.add(
        headers.containsKey("Cookie")
            ? headers.getFirst("Cookie") + " " + headers.getFirst("X-CSRF-Token")
            : String.valueOf(headers.getFirst("Authorization")));
    if (!cookie.isEmpty()) {
      exchange
          .getResponseHeaders()
          .set("Set-Cookie", "relay_session=" + cookie + "; Path=/; HttpOnly");
    }
    asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
    Answer answer = next(asked.get(asked.size() - 1));
    byte[] octets = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
