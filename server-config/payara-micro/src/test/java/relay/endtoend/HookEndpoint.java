package relay.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import relay.domain.control.ControlJson;

/**
 * Programs that hear of mail over HTTP, one for each path: they keep each event once, in the order
 * in which it first came, and count how often it came again. Thread-safe.
 */
final class HookEndpoint implements AutoCloseable {
  private static final int UNAVAILABLE = 503;
  private static final int TAKEN = 204;

  /** What an event says, as far as tests ask. */
  record Event(
      String id, String type, String tenant, String message, String recipient, String kind) {
    private static Event of(JsonObject json) {
      return new Event(
          json.getString("id"),
          json.getString("type"),
          json.getString("tenant", ""),
          json.getString("message", ""),
          json.getString("recipient", ""),
          json.getString("class", json.getString("feedback_type", "")));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Map<String, Event>> heard = new HashMap<>();
  private final Random moods;
  private final int moodyOneIn;
  private long again;

  /** One that always answers as it should. */
  HookEndpoint() throws IOException {
    this(new Random(0), 0);
  }

  /**
   * One that refuses some posts and takes others without an answer, so that they come again.
   *
   * @param moodyOneIn posts, each of both; 0: never
   */
  HookEndpoint(Random moods, int moodyOneIn) throws IOException {
    this.moods = moods;
    this.moodyOneIn = moodyOneIn;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String length = exchange.getRequestHeaders().getFirst("Content-Length");
      if (body.length != Integer.parseInt(length)) {
        return; // the relay was killed while it posted
      }
      int mood = mood();
      if (mood == 0) {
        exchange.sendResponseHeaders(UNAVAILABLE, -1);
        return;
      }
      take(exchange.getRequestURI().getPath(), body);
      if (mood != 1) {
        exchange.sendResponseHeaders(TAKEN, -1);
      }
    }
  }

  private synchronized int mood() {
    return moodyOneIn == 0 ? 2 : moods.nextInt(moodyOneIn);
  }

  private synchronized void take(String path, byte[] body) {
    JsonObject post = ControlJson.read(new String(body, StandardCharsets.UTF_8));
    Map<String, Event> known = heard.computeIfAbsent(path, p -> new LinkedHashMap<>());
    for (JsonValue json : post.getJsonArray("events")) {
      Event event = Event.of(json.asJsonObject());
      again += known.putIfAbsent(event.id(), event) == null ? 0 : 1;
    }
  }

  /** What came to a path, each event once, in the order in which each came first. */
  synchronized List<Event> heard(String path) {
    return new ArrayList<>(heard.getOrDefault(path, Map.of()).values());
  }

  /** How many different events came to a path. */
  synchronized int count(String path) {
    return heard.getOrDefault(path, Map.of()).size();
  }

  /** How many events came that had come before. */
  synchronized long again() {
    return again;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
