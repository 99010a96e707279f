package relay.ear;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** The web module of a relay on an application server, as its administrator sees it. */
final class ServerApi {
  private static final Duration ONE_ANSWER = Duration.ofSeconds(30);
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ONE_ANSWER).build();
  private final String root;
  private final String login;
  private final Duration patience;

  ServerApi(int port, String password, Duration patience) {
    this.root = "http://127.0.0.1:" + port + "/relay";
    this.login =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    this.patience = patience;
  }

  /** The status that somebody without a login gets. */
  int statusForStrangers(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Asks again until the answer is 200 and its body is as wanted; returns the body. */
  String awaited(String path, Predicate<String> wanted) {
    return await(path)
        .atMost(patience)
        .ignoreExceptions()
        .until(() -> body(request(path).header("Authorization", login).build(), 200), wanted);
  }

  /** The body of the answer 202. */
  String posted(String path) throws IOException, InterruptedException {
    return body(
        request(path)
            .header("Authorization", login)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        202);
  }

  /** Makes an object or replaces it. */
  void put(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Authorization", login)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build();
    body(request, 200, 201);
  }

  private String body(HttpRequest request, Integer... expected)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (!List.of(expected).contains(answer.statusCode())) {
      throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path)).timeout(ONE_ANSWER);
  }
}
