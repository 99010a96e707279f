package relay.ejb.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import relay.domain.mail.DomainName;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.transport.MtaStsSettings;
import relay.domain.transport.Protection;
import relay.domain.transport.StsPolicy;

/**
 * Fetches policies over HTTPS (RFC 8461 3.3) from addresses that our own resolver gives out.
 * Thread-safe; each fetch ends within its time, whatever the server does.
 */
public final class PolicyFetch {
  private final MtaStsSettings settings;
  private final Function<DomainName, List<InetAddress>> addresses;
  private final TlsClient tls;
  private final Executor threads;

  /**
   * @param addresses of a host, none where there are none that may be used
   */
  public PolicyFetch(
      MtaStsSettings settings,
      Function<DomainName, List<InetAddress>> addresses,
      TlsClient tls,
      Executor threads) {
    this.settings = settings;
    this.addresses = addresses;
    this.tls = tls;
    this.threads = threads;
  }

  /** Begins to fetch and returns at once; fails with an IOException that says why. */
  public CompletableFuture<StsPolicy> begin(DomainName domain) {
    var tcp = new Socket();
    CompletableFuture<StsPolicy> fetch =
        CompletableFuture.supplyAsync(() -> fetch(domain, tcp), threads)
            .orTimeout(settings.fetchTimeout().toMillis(), TimeUnit.MILLISECONDS);
    // Closing is what ends a read that a slow server would never let end.
    fetch.whenComplete((policy, failure) -> close(tcp));
    return fetch;
  }

  private StsPolicy fetch(DomainName domain, Socket tcp) {
    try {
      DomainName host = DomainName.of("mta-sts." + domain.ascii());
      connect(host, tcp);
      Protection protection = Protection.ofServer(TlsMode.IMPLICIT, host.ascii());
      Socket secure = tls.handshake(tcp, protection).socket();
      secure.getOutputStream().write(request(host));
      return StsPolicy.parse(answer(secure.getInputStream()));
    } catch (IOException | IllegalArgumentException e) {
      throw new CompletionException(e);
    }
  }

  /** RFC 8461 3.3: redirections are not followed, and only 200 is a policy. */
  private String answer(InputStream in) throws IOException {
    HttpAnswer answer = HttpAnswer.read(in, settings.octetsMax());
    if (answer.status() != 200) {
      throw new IOException("the policy server answered " + answer.status() + " and not 200");
    }
    if (!answer.isPlainText()) {
      throw new TlsFailures.NoPolicy("the policy is not of type text/plain");
    }
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private void connect(DomainName host, Socket tcp) throws IOException {
    List<InetAddress> found = addresses.apply(host);
    if (found.isEmpty()) {
      throw new IOException(host + " has no address");
    }
    int millis = (int) settings.fetchTimeout().toMillis();
    tcp.setSoTimeout(millis);
    tcp.setTcpNoDelay(true);
    tcp.connect(new InetSocketAddress(found.get(0), settings.port()), millis);
  }

  private static byte[] request(DomainName host) {
    return ("GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: "
            + host.ascii()
            + "\r\nAccept: text/plain\r\nConnection: close\r\nUser-Agent: relay\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
