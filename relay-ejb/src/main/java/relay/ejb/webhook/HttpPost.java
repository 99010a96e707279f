package relay.ejb.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import relay.domain.mail.DomainName;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.LookupResult;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.transport.Protection;
import relay.domain.webhook.Post;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.Target;
import relay.domain.webhook.TargetRule;
import relay.domain.webhook.WebhookSignature;
import relay.ejb.transport.HttpAnswer;
import relay.ejb.transport.TlsClient;

/**
 * Posts to an endpoint: the very address that was looked up and allowed is connected to, no
 * redirection is followed, everything ends within the time. Thread-safe.
 */
public final class HttpPost {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
  private static final int PROBLEM_CHARS_MAX = 300;
  private static final String CRLF = "\r\n";
  private final DomainLookup names;
  private final TargetRule rule;
  private final TlsClient tls;
  private final Duration timeout;
  private final InstantSource clock;

  public HttpPost(
      DomainLookup names, TargetRule rule, TlsClient tls, Duration timeout, InstantSource clock) {
    this.names = names;
    this.rule = rule;
    this.tls = tls;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * One try.
   *
   * @param secrets that sign now, in their text form
   */
  PostAttempt send(Target target, Post post, List<String> secrets) {
    return send(target, post, now -> fields(post, secrets, now.getEpochSecond()));
  }

  /**
   * One try to hand over octets that are no webhook's.
   *
   * @param type of the content
   */
  public PostAttempt send(Target target, String type, byte[] body) {
    return send(target, new Post("", 0, false, body), now -> "Content-Type: " + type + CRLF);
  }

  private PostAttempt send(Target target, Post post, Function<Instant, String> fields) {
    Instant start = clock.instant();
    int status = 0;
    String problem = "";
    Optional<Duration> retryAfter = Optional.empty();
    try {
      HttpAnswer answer = exchange(target, address(target), post.body(), fields.apply(start));
      status = answer.status();
      retryAfter =
          Optional.ofNullable(answer.fields().get("retry-after"))
              .filter(text -> SECONDS.matcher(text).matches())
              .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    } catch (IOException e) {
      problem = bounded(e);
    }
    long millis = Duration.between(start, clock.instant()).toMillis();
    return new PostAttempt(
        start, post.id(), post.events(), post.replay(), status, problem, millis, retryAfter);
  }

  private HttpAnswer exchange(Target target, InetAddress address, byte[] body, String fields)
      throws IOException {
    int millis = (int) timeout.toMillis();
    // Closing is what ends a read that a slow server would never let end.
    var limit = new CompletableFuture<Void>().orTimeout(millis, TimeUnit.MILLISECONDS);
    try (Socket tcp = new Socket()) {
      limit.whenComplete((done, late) -> close(tcp));
      tcp.setSoTimeout(millis);
      tcp.setTcpNoDelay(true);
      tcp.connect(new InetSocketAddress(address, target.port()), millis);
      Socket socket =
          target.tls()
              ? tls.handshake(tcp, Protection.ofServer(TlsMode.IMPLICIT, target.host())).socket()
              : tcp;
      OutputStream out = socket.getOutputStream();
      out.write(head(target, body.length, fields));
      out.write(body);
      out.flush();
      InputStream in = socket.getInputStream();
      return HttpAnswer.head(in);
    } catch (IOException e) {
      if (limit.isCompletedExceptionally()) {
        throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
      }
      throw e;
    } finally {
      limit.complete(null);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that cannot be closed", e);
    }
  }

  private static String fields(Post post, List<String> secrets, long timestamp) {
    String signature = WebhookSignature.of(secrets, post.id(), timestamp, post.body());
    return "Content-Type: application/json\r\nwebhook-id: "
        + post.id()
        + "\r\nwebhook-timestamp: "
        + timestamp
        + "\r\nwebhook-signature: "
        + signature
        + CRLF;
  }

  private static byte[] head(Target target, int length, String fields) {
    return ("POST "
            + target.path()
            + " HTTP/1.1\r\nHost: "
            + target.authority()
            + CRLF
            + fields
            + "Content-Length: "
            + length
            + "\r\nUser-Agent: relay\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private InetAddress address(Target target) throws IOException {
    String why = target.host() + " has no address";
    for (InetAddress address : addresses(target)) {
      Optional<String> objection = rule.objection(target, address);
      if (objection.isEmpty()) {
        return address;
      }
      why = objection.get();
    }
    throw new IOException(why);
  }

  private List<InetAddress> addresses(Target target) throws IOException {
    Optional<InetAddress> literal = target.literal();
    if (literal.isPresent()) {
      return List.of(literal.get());
    }
    DomainName host = DomainName.of(target.host());
    List<InetAddress> found = new ArrayList<>(records(names.ipv4(host)));
    if (found.isEmpty()) {
      found.addAll(records(names.ipv6(host)));
    }
    return found;
  }

  private static <T extends InetAddress> List<T> records(LookupResult<T> answer)
      throws IOException {
    if (answer instanceof LookupResult.TemporaryFailure<T> failure) {
      throw new IOException("the DNS gave no answer: " + failure.problem());
    }
    return answer instanceof LookupResult.Found<T> found ? found.records() : List.of();
  }

  private static String bounded(IOException e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String harmless = text.replaceAll("\\p{Cntrl}", " ");
    return harmless.substring(0, Math.min(PROBLEM_CHARS_MAX, harmless.length()));
  }
}
