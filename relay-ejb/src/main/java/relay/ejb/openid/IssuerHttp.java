package relay.ejb.openid;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import relay.ejb.authentication.LimitedBody;

/**
 * Asks the issuer over HTTP: follows no redirection, takes no more than 256 KB, ends within its
 * time, for a few callers at once. Thread-safe.
 */
final class IssuerHttp {
  private static final int OCTETS_MAX = 256 * 1024;
  private static final int AT_ONCE = 4;
  private final Duration timeout;
  private final HttpClient client;
  private final Semaphore places = new Semaphore(AT_ONCE);

  IssuerHttp(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** An answer, whatever its status. */
  record Answer(int status, String body) {}

  /**
   * The answer.
   *
   * @throws IOException when there is none in time, or too many are waited for
   */
  Answer ask(HttpRequest.Builder request) throws IOException {
    if (!places.tryAcquire()) {
      throw new IOException("too many logins wait for the issuer at this moment");
    }
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            request.timeout(timeout).header("Accept", "application/json").build(),
            head -> new LimitedBody(OCTETS_MAX));
    try {
      // the request's own timeout ends with the header; a body may drip on
      HttpResponse<byte[]> answer = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
    } finally {
      exchange.cancel(true);
      places.release();
    }
  }
}
