package relay.ejb.authentication;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import relay.domain.authentication.KeySet;
import relay.domain.authentication.TokenIssuer;

/**
 * Fetches key sets over HTTP or from a file. Follows no redirection, takes no more than 256 KB,
 * ends within its time. Thread-safe.
 */
public final class KeyFetch implements Function<TokenIssuer, CompletableFuture<KeySet>> {
  private static final int OCTETS_MAX = 256 * 1024;
  private final Duration timeout;
  private final HttpClient client;

  public KeyFetch(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  public CompletableFuture<KeySet> apply(TokenIssuer issuer) {
    if ("file".equals(issuer.keys().getScheme())) {
      return CompletableFuture.completedFuture(issuer).thenApply(KeyFetch::fromFile);
    }
    HttpRequest request =
        HttpRequest.newBuilder(issuer.keys())
            .timeout(timeout)
            .header("Accept", "application/jwk-set+json, application/json")
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, head -> new LimitedBody(OCTETS_MAX));
    // The request's own timeout ends with the header; a body may drip on.
    CompletableFuture<HttpResponse<byte[]>> inTime =
        exchange.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    inTime.whenComplete((answer, failure) -> exchange.cancel(true));
    return inTime.thenApply(KeyFetch::read);
  }

  private static KeySet read(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw new CompletionException(
          new IOException("the answer was " + answer.statusCode() + " and not 200"));
    }
    return KeySet.parse(new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static KeySet fromFile(TokenIssuer issuer) {
    try (InputStream in = Files.newInputStream(Path.of(issuer.keys()))) {
      return KeySet.parse(new String(in.readNBytes(OCTETS_MAX), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
