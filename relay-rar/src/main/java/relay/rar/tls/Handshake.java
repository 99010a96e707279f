package relay.rar.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import relay.rar.wire.Wire;

/** The handshake of one connection, with the certificate in force when it begins. */
public final class Handshake {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext context;
  private final boolean asksClients;
  private final LongSupplier nanoTime;

  Handshake(SSLContext context, boolean asksClients, LongSupplier nanoTime) {
    this.context = context;
    this.asksClients = asksClients;
    this.nanoTime = nanoTime;
  }

  /**
   * Shakes hands and lets the wire go on encrypted.
   *
   * @param alreadyRead octets of the handshake that came with a PROXY header
   * @param endNanos when it must be done
   * @throws IOException when the client does not agree, or not in time
   */
  public Agreed over(Wire wire, byte[] alreadyRead, long endNanos) throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(endNanos - nanoTime.getAsLong());
    wire.raw().setSoTimeout((int) Math.max(1, Math.min(left, Integer.MAX_VALUE)));
    wire.cutAt(endNanos);
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(wire.raw(), new ByteArrayInputStream(alreadyRead), true);
    socket.setEnabledProtocols(PROTOCOLS);
    socket.setWantClientAuth(asksClients);
    socket.startHandshake();
    wire.cutAt(Long.MAX_VALUE);
    wire.through(socket);
    var agreed = socket.getSession();
    return new Agreed(
        agreed.getProtocol() + " " + agreed.getCipherSuite(),
        certificatesIn(agreed),
        SessionBindings.of(agreed));
  }

  private List<X509Certificate> certificatesIn(SSLSession agreed) {
    if (!asksClients) {
      return List.of();
    }
    try {
      return Arrays.stream(agreed.getPeerCertificates()).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException e) {
      // It was asked for one and has none, which is its right.
      return List.of();
    }
  }
}
