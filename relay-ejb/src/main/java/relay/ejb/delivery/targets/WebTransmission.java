package relay.ejb.delivery.targets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.delivery.TransmissionTimeouts;
import relay.domain.routing.NextHop;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.smtp.SmtpReply;
import relay.domain.transport.Protection;
import relay.ejb.transport.HttpAnswer;
import relay.ejb.transport.TlsClient;
import relay.ejb.transport.TlsFailures;

/**
 * Hands mails to web services: one POST each, the octets of the mail as its body, the envelope in
 * its fields. Redirections are not followed. Ends within the time of an attempt, whatever the
 * service does. Thread-safe.
 */
public final class WebTransmission {
  private static final int BLOCK_OCTETS = 64 * 1024;
  private static final int INTERIM_ANSWERS_MAX = 10;
  private final Function<String, List<InetAddress>> addresses;
  private final TlsClient tls;
  private final TransmissionTimeouts timeouts;

  /**
   * @param addresses of a host, a name or an address in brackets
   */
  public WebTransmission(
      Function<String, List<InetAddress>> addresses, TlsClient tls, TransmissionTimeouts timeouts) {
    this.addresses = addresses;
    this.tls = tls;
    this.timeouts = timeouts;
  }

  TransmissionReport transmit(TransmissionOrder order, NextHop.WebService service) {
    var visit = new Visit(order, service);
    var tcp = new Socket();
    var inTime = new CompletableFuture<Void>();
    // Closing is what ends a write that a service that does not read would never let end.
    inTime
        .orTimeout(timeouts.attempt().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, overdue) -> close(tcp));
    try {
      return visit.run(tcp);
    } finally {
      inTime.complete(null);
    }
  }

  /** One mail on its way; used once. */
  private final class Visit {
    private final TransmissionOrder order;
    private final NextHop.WebService service;
    private final long begin = System.nanoTime();
    private Stage stage = Stage.LOOKUP;
    private boolean isSent;
    private String address = "";
    private Optional<String> suite = Optional.empty();
    private Duration connect = Duration.ZERO;

    private Visit(TransmissionOrder order, NextHop.WebService service) {
      this.order = order;
      this.service = service;
    }

    private TransmissionReport run(Socket tcp) {
      SmtpReply reply;
      try {
        Socket open = open(tcp);
        reply = WebReply.of(post(open));
        stage = Stage.FINAL_DOT;
      } catch (IOException e) {
        String why = "The web service of target " + service.name() + ": " + TlsFailures.words(e);
        boolean tlsFailed = stage == Stage.TLS;
        reply = SmtpReply.local(tlsFailed ? 454 : 451, tlsFailed ? "4.7.5" : "4.4.2", why);
        return SameReply.toAll(order, reply, isSent ? Stage.FINAL_DOT : stage, isSent, trace());
      }
      return SameReply.toAll(order, reply, stage, false, trace());
    }

    private Socket open(Socket tcp) throws IOException {
      URI url = service.url();
      List<InetAddress> found = addresses.apply(url.getHost());
      if (found.isEmpty()) {
        throw new IOException(url.getHost() + " has no address");
      }
      stage = Stage.CONNECT;
      address = found.get(0).getHostAddress();
      boolean secure = url.getScheme().equalsIgnoreCase("https");
      if (!secure && !found.get(0).isLoopbackAddress()) {
        throw new IOException("http is for this machine alone");
      }
      tcp.setSoTimeout((int) timeouts.finalDot().toMillis());
      tcp.setTcpNoDelay(true);
      int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
      tcp.connect(new InetSocketAddress(found.get(0), port), (int) timeouts.connect().toMillis());
      connect = Duration.ofNanos(System.nanoTime() - begin);
      if (!secure) {
        stage = Stage.DATA;
        return tcp;
      }
      stage = Stage.TLS;
      SSLSocket encrypted =
          tls.handshake(tcp, Protection.ofServer(TlsMode.IMPLICIT, url.getHost())).socket();
      var session = encrypted.getSession();
      suite = Optional.of(session.getProtocol() + " " + session.getCipherSuite());
      stage = Stage.DATA;
      return encrypted;
    }

    /** Content-Length tells the service where the mail ends: until its last octet it is nothing. */
    private int post(Socket socket) throws IOException {
      OutputStream out = socket.getOutputStream();
      byte[] head = WebRequest.head(order, service);
      order.beforeFinalDot().run();
      out.write(head);
      out.write(order.addedFields());
      byte[] block = new byte[BLOCK_OCTETS];
      try (InputStream in = order.content().open()) {
        long left = order.content().size();
        while (left > 0) {
          int n = in.read(block, 0, (int) Math.min(block.length, left));
          if (n < 0) {
            throw new IOException("the stored content is shorter than it should be");
          }
          left -= n;
          isSent = left == 0;
          out.write(block, 0, n);
        }
      }
      isSent = true;
      InputStream answers = socket.getInputStream();
      for (int i = 0; i < INTERIM_ANSWERS_MAX; i++) {
        int status = HttpAnswer.head(answers).status();
        if (status >= 200) {
          return status;
        }
      }
      throw new IOException("no end of interim answers");
    }

    private HostTrace trace() {
      Duration data = Duration.ofNanos(System.nanoTime() - begin).minus(connect);
      return HostTrace.of(service.url().getHost(), address, suite, connect, data);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket cannot be closed", e);
    }
  }
}
