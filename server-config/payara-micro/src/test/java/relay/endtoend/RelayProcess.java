package relay.endtoend;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The real relay.jar in a process of its own, over one data folder, that can be killed and started
 * again.
 */
final class RelayProcess implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(6);
  // HTTP/1.1: the client keeps a connection that it upgraded to HTTP/2 while the server was still
  // starting for ever, although nothing answers on it.
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  private static final Pattern PASSWORD = Pattern.compile("admin with the password (\\S+)");

  private final Path folder;
  private final Map<String, String> settings = new TreeMap<>();
  private final int smtpPort;
  private final int httpPort;
  private Path data;
  private Process process;

  /**
   * Settings for a relay whose only route is the given port on this machine, with retries within
   * seconds.
   */
  RelayProcess(Path folder, int nextHopPort) throws IOException {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.smtpPort = freePort();
    this.httpPort = freePort();
    set("listener.submission.port", Integer.toString(smtpPort));
    set("http.port", Integer.toString(httpPort));
    set("route.default", "sink");
    set("route.sink.hosts", "127.0.0.1:" + nextHopPort);
    set("route.sink.tls", "none");
    set("retry.transactional.delays", "1s,1s,2s,2s,4s");
  }

  RelayProcess set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  int smtpPort() {
    return smtpPort;
  }

  URI http(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  Path data() {
    return data;
  }

  /** Puts the data folder elsewhere. */
  RelayProcess dataIn(Path other) {
    data = other;
    return this;
  }

  /** What the administrator reads at a path of the API. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(http(path)).GET());
  }

  HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(http(path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(http(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(http(path)).DELETE());
  }

  /** What the administrator is answered, whatever it is. */
  HttpResponse<String> ask(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(http(path))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Hands in a mail as a program of this machine, without a login. */
  HttpResponse<String> handIn(String json) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(http("/api/v1/messages"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofMinutes(1))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    String login = "admin:" + password();
    return HTTP.send(
        request
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(login.getBytes(StandardCharsets.ISO_8859_1)))
            .timeout(Duration.ofMinutes(1))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Told once, at the first start. */
  private String password() throws IOException {
    Matcher told = PASSWORD.matcher(log());
    if (!told.find()) {
      throw new IllegalStateException("the first start told no password: " + log());
    }
    return told.group(1);
  }

  /** Everything that was logged since the first start. */
  String log() throws IOException {
    return Files.readString(folder.resolve("relay.log"));
  }

  /** Starts and waits until the relay says it is ready. */
  void start() throws IOException {
    launch(Map.of());
    awaitReady();
  }

  /** The same, with a fault point that is not reached before it is ready. */
  void start(String faultPoint, int passes) throws IOException {
    launch(faultPoint, passes);
    awaitReady();
  }

  /** Starts and does not wait: its health may stay red. */
  void launch() throws IOException {
    launch(Map.of());
  }

  /** Waits until the one that was launched says it is ready. */
  void awaitReady() throws IOException {
    Awaitility.await("relay ready, log in " + folder)
        .atMost(START_MAX)
        .until(() -> !process.isAlive() || isReady());
    if (!process.isAlive()) {
      throw new IllegalStateException("the relay ended while starting: " + log());
    }
  }

  /** Stops it in good order and starts it again. */
  void restart() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IllegalStateException("the relay did not stop: " + log());
    }
    start();
  }

  /** Starts and does not wait: the process may die before it is ready. */
  void launch(String faultPoint, int passes) throws IOException {
    launch(
        Map.of(
            "RELAY_TEST_FAULT_POINT",
            faultPoint,
            "RELAY_TEST_FAULT_PASSES",
            Integer.toString(passes)));
  }

  private void launch(Map<String, String> environment) throws IOException {
    Path file = folder.resolve("relay.properties");
    Files.write(
        file, settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseParallelGC",
            // half the processor time of a start, and these processes hardly do anything else
            "-XX:TieredStopAtLevel=1",
            "-Drelay.fault=armed",
            "-jar",
            Path.of("target", "relay.jar").toString(),
            "run"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("RELAY_SETTINGS", file.toString());
    builder.environment().put("RELAY_DATA", data().toString());
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("relay.log").toFile()));
    process = builder.start();
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for a process that a fault point ends. */
  boolean awaitDeath(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(http("/health")).timeout(Duration.ofSeconds(20)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** A test that is over has nothing to wait for. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
