package relay.launcher;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.LocalToken;

/**
 * Asks a running relay over HTTP, as whoever has logged in ({@link SavedLogin}), as the token in
 * RELAY_TOKEN, or as its administrator. Where it listens stands in its data folder, and so does the
 * token that lets in whoever may read the folder; RELAY_URL and RELAY_PASSWORD take their place for
 * a relay elsewhere. Each answer that is no success becomes a {@link Refusal}.
 */
final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG_PATIENCE = Duration.ofHours(1);
  private static final String COOKIE = "relay_session=";
  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI base;
  private final Login login;

  ApiClient(URI base, String password) {
    this(base, new Login.Admin(password));
  }

  ApiClient(URI base, Login login) {
    this.base = base;
    this.login = login;
  }

  /** Where the relay is. */
  URI base() {
    return base;
  }

  /** As whom it is asked. */
  Login login() {
    return login;
  }

  /**
   * Of the relay that the settings of this process are about.
   *
   * @throws Refusal when it does not run, or its data folder may not be read
   */
  static ApiClient ofProcess() {
    return of(RelayConfiguration.load(), System.getenv(), SavedLogin.in(SavedLogin.file()));
  }

  static ApiClient of(RelayConfiguration configuration, Map<String, String> environment) {
    return of(configuration, environment, Optional.empty());
  }

  /**
   * @param saved counts for the relay it was made at, and where nothing names another one
   */
  static ApiClient of(
      RelayConfiguration configuration,
      Map<String, String> environment,
      Optional<SavedLogin> saved) {
    DataFolder folder = new DataFolder(configuration.node().dataFolder());
    boolean isNamed =
        environment.containsKey("RELAY_URL")
            || environment.containsKey("RELAY_DATA")
            || System.getProperty("relay.data") != null;
    URI base =
        saved.isPresent() && !isNamed
            ? saved.get().relay()
            : relay(folder, configuration, environment);
    Optional<Login> given =
        Optional.ofNullable(environment.get("RELAY_TOKEN"))
            .<Login>map(Login.Token::new)
            .or(() -> Optional.ofNullable(environment.get("RELAY_PASSWORD")).map(Login.Admin::new))
            .or(() -> saved.filter(s -> s.relay().equals(base)).map(SavedLogin::login));
    return new ApiClient(base, given.orElseGet(() -> new Login.Admin(token(folder))));
  }

  /** Where the relay is that environment or data folder name. */
  static URI relay(
      DataFolder folder, RelayConfiguration configuration, Map<String, String> environment) {
    String url = environment.get("RELAY_URL");
    return url == null ? address(folder, configuration) : base(url);
  }

  /** An address as somebody wrote it. */
  static URI base(String url) {
    try {
      URI base = URI.create(url + "/").normalize();
      if (base.getHost() == null || !List.of("http", "https").contains(base.getScheme())) {
        throw new IllegalArgumentException();
      }
      return base;
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.USAGE, "not an address: " + url + "; such as https://host:8443");
    }
  }

  private static URI address(DataFolder folder, RelayConfiguration configuration) {
    try {
      if (Files.exists(folder.ready())) {
        Optional<String> told =
            Files.readString(folder.ready())
                .lines()
                .map(String::strip)
                .filter(a -> a.startsWith("http://"))
                .findFirst();
        if (told.isPresent()) {
          return URI.create(told.get());
        }
      }
    } catch (IOException e) {
      throw unreadable(folder.ready(), e);
    }
    Door door = Door.of(configuration).stream().filter(Door::isHttp).findFirst().orElseThrow();
    return URI.create("http://" + door.reachable() + "/");
  }

  private static String token(DataFolder folder) {
    try {
      return LocalToken.in(folder.root())
          .read()
          .orElseThrow(
              () ->
                  new Refusal(
                      Refusal.DOWN,
                      "no relay has run in " + folder.root() + "; name another with --data"));
    } catch (UncheckedIOException e) {
      throw unreadable(folder.root(), e.getCause());
    }
  }

  private static Refusal unreadable(Path path, IOException cause) {
    return new Refusal(
        Refusal.FOLDER,
        path
            + " cannot be read ("
            + cause.getClass().getSimpleName()
            + "); call this as the user the relay runs as, or set RELAY_URL and RELAY_PASSWORD");
  }

  JsonObject get(String path) {
    return send("GET", path, null, Map.of());
  }

  JsonObject post(String path, JsonObject body) {
    return post(path, body, Map.of());
  }

  JsonObject post(String path, JsonObject body, Map<String, String> conditions) {
    return send("POST", path, body, conditions);
  }

  /** Hands in a file as it is. */
  JsonObject postOctets(String path, byte[] octets) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/octet-stream")
            .method("POST", BodyPublishers.ofByteArray(octets))
            .build();
    return answer(exchange(request, HttpResponse.BodyHandlers.ofString()));
  }

  /**
   * Changes what a merge patch names.
   *
   * @param conditions headers that say what must hold
   */
  JsonObject patch(String path, JsonObject body, Map<String, String> conditions) {
    return send("PATCH", path, body, conditions);
  }

  JsonObject put(String path, JsonObject body) {
    return send("PUT", path, body, Map.of());
  }

  /**
   * Hands in a file as it is read, however long it is and the relay takes for it.
   *
   * @throws Refusal also when it cannot be read to its end
   */
  JsonObject post(String path, String type, InputStream file) {
    HttpRequest.Builder request =
        request(path)
            .timeout(LONG_PATIENCE)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofInputStream(() -> file));
    return answer(exchange(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  JsonObject delete(String path) {
    return delete(path, Map.of());
  }

  JsonObject delete(String path, Map<String, String> conditions) {
    return send("DELETE", path, null, conditions);
  }

  /** Each line of a long answer as it comes. */
  void lines(String path, Consumer<String> taker) {
    lines(path, "application/json", taker);
  }

  /** The same of an answer in another form. */
  void lines(String path, String type, Consumer<String> taker) {
    lines(request(path).setHeader("Accept", type + ", application/json").GET().build(), taker);
  }

  /** The same of an answer to a question with a body. */
  void postLines(String path, JsonObject body, Consumer<String> taker) {
    lines(
        request(path)
            .setHeader("Accept", "application/jsonl, application/json")
            .header("Content-Type", "application/json")
            .method("POST", BodyPublishers.ofString(body.toString()))
            .build(),
        taker);
  }

  private void lines(HttpRequest request, Consumer<String> taker) {
    HttpResponse<Stream<String>> response = exchange(request, HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() >= 300) {
        throw refusal(response.statusCode(), read(lines.collect(Collectors.joining("\n"))));
      }
      lines.forEach(taker);
    } catch (UncheckedIOException e) {
      throw new Refusal(Refusal.FAILED, "the answer broke off: " + e.getCause().getMessage());
    }
  }

  /** One part of a path, whatever is in it. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = bare(path);
    login.show(request);
    return request;
  }

  private HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Accept", "application/json");
  }

  /** An answer that may have set the cookie of a session. */
  record Opened(JsonObject body, Optional<String> session) {
    /** The login that goes on from here; empty when no session was opened. */
    Optional<Login> login() {
      return session.map(token -> new Login.Session(token, body.getString("csrf_token")));
    }
  }

  /** Logs in: asks as nobody. */
  Opened open(JsonObject attempt) {
    return opened("POST", bare("api/v1/session"), attempt);
  }

  /** Asks for something that opens a new session in the place of the one that asks. */
  Opened renew(String method, String path, JsonObject body) {
    return opened(method, request(path), body);
  }

  private Opened opened(String method, HttpRequest.Builder request, JsonObject body) {
    request
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body.toString()));
    HttpResponse<String> response = exchange(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw refusal(response.statusCode(), read(response.body()));
    }
    Optional<String> session =
        response.headers().allValues("Set-Cookie").stream()
            .filter(cookie -> cookie.startsWith(COOKIE))
            .map(cookie -> cookie.substring(COOKIE.length()).split(";", 2)[0])
            .findFirst();
    return new Opened(read(response.body()), session);
  }

  private JsonObject send(
      String method, String path, JsonObject body, Map<String, String> conditions) {
    HttpRequest.Builder request = request(path);
    conditions.forEach(request::header);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body.toString()));
    }
    return answer(exchange(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private JsonObject answer(HttpResponse<String> response) {
    if (response.statusCode() < 300) {
      return read(response.body());
    }
    throw refusal(response.statusCode(), read(response.body()));
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new Refusal(
          Refusal.DOWN, "the relay does not answer at " + base + " (" + e + "); is it running?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(Refusal.FAILED, "interrupted");
    }
  }

  private Refusal refusal(int status, JsonObject body) {
    int exitCode =
        switch (status) {
          case 400, 409, 412, 413, 415, 422, 428 -> Refusal.REFUSED;
          case 401 -> Refusal.LOGIN;
          case 403 -> Refusal.NO_RIGHT;
          case 404 -> Refusal.NOT_FOUND;
          case 503 -> Refusal.DOWN;
          default -> Refusal.FAILED;
        };
    String advice = status == 401 ? " (" + login.advice() + ")" : "";
    return new Refusal(exitCode, problem(body, status) + advice);
  }

  /** What a problem document says; several fields each with its rule. */
  private static String problem(JsonObject body, int status) {
    if (body.containsKey("errors")) {
      var text = new StringBuilder("the relay refuses this:");
      body.getJsonArray("errors")
          .forEach(
              e ->
                  text.append("\n  ")
                      .append(e.asJsonObject().getString("field", ""))
                      .append(": ")
                      .append(e.asJsonObject().getString("detail", "")));
      return text.toString();
    }
    String field = body.getString("field", "");
    String detail = body.getString("detail", "the relay answered with status " + status);
    // most sentences about a field begin with its name
    return field.isEmpty() || detail.startsWith(field) ? detail : field + ": " + detail;
  }

  private static JsonObject read(String text) {
    if (text.isBlank()) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new Refusal(Refusal.FAILED, "what answers is not the relay: " + e.getMessage());
    }
  }
}
