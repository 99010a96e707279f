package relay.ejb.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import relay.domain.transport.CertificateCheck;
import relay.domain.transport.CertificateCheck.Verdict;
import relay.domain.transport.Protection;
import relay.domain.transport.TlsProblem;

/**
 * Our side of TLS: 1.2 and 1.3. What the server shows is looked at before anything is said to it:
 * by the {@link relay.domain.transport.CertificateCheck} in hand, and where that needs an
 * authority, by those of the JDK and of the operator's file. Sessions are resumed by host name.
 * Thread-safe.
 */
public final class TlsClient {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private final SSLContext anyCertificate;
  private final SSLContext verifying;
  private final X509TrustManager authorities;
  private final InstantSource clock;

  private TlsClient(
      SSLContext anyCertificate,
      SSLContext verifying,
      X509TrustManager authorities,
      InstantSource clock) {
    this.anyCertificate = anyCertificate;
    this.verifying = verifying;
    this.authorities = authorities;
    this.clock = clock;
  }

  /**
   * A connection under TLS.
   *
   * @param verifiedBy what the server proved itself by; empty when that was not asked for
   */
  public record Encrypted(SSLSocket socket, Optional<String> verifiedBy) {}

  /**
   * @param setting that names the file, for the message
   * @param trustAnchors a PEM file of further authorities
   * @throws IllegalStateException when that file cannot be used; the message is for the operator
   */
  public static TlsClient create(String setting, Optional<Path> trustAnchors, InstantSource clock) {
    try {
      SSLContext any = SSLContext.getInstance("TLS");
      any.init(null, new TrustManager[] {new AnyCertificate()}, null);
      SSLContext verifying = SSLContext.getInstance("TLS");
      TrustManager[] managers = trustManagers(trustAnchors);
      verifying.init(null, managers, null);
      return new TlsClient(any, verifying, x509(managers), clock);
    } catch (GeneralSecurityException | IOException e) {
      String file = trustAnchors.map(Path::toString).orElse("(none)");
      throw new IllegalStateException(
          "setting " + setting + " = " + file + ": must be a PEM file of certificates", e);
    }
  }

  /**
   * Wraps a connected socket and shakes hands.
   *
   * @throws SSLException when that fails or the server is not acceptable; nothing was sent to it
   *     under TLS then
   */
  public Encrypted handshake(Socket tcp, Protection protection) throws IOException {
    CertificateCheck check = protection.check();
    var factory = (check.needsAuthority() ? verifying : anyCertificate).getSocketFactory();
    var socket =
        (SSLSocket) factory.createSocket(tcp, protection.serverName(), tcp.getPort(), true);
    socket.setEnabledProtocols(PROTOCOLS);
    socket.startHandshake();
    return new Encrypted(socket, verified(socket, check));
  }

  private Optional<String> verified(SSLSocket socket, CertificateCheck check) throws SSLException {
    Verdict verdict = check.examine(chain(socket.getSession()), clock.instant());
    if (verdict instanceof Verdict.Refused refused) {
      throw new UnacceptableCertificate(refused.why(), refused.fault());
    }
    return ((Verdict.Accepted) verdict).by();
  }

  /**
   * Looks once more at what a server showed, as if more had been demanded of it.
   *
   * @return what would have been wrong; empty: nothing
   */
  public Optional<TlsProblem> examine(SSLSession session, CertificateCheck check) {
    try {
      List<X509Certificate> chain = chain(session);
      if (check.needsAuthority()) {
        // The word of TLS 1.3 for whatever key there is: it signs, and encrypts nothing.
        authorities.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
      }
      return check.examine(chain, clock.instant()) instanceof Verdict.Refused refused
          ? Optional.of(new TlsProblem(refused.fault(), refused.why()))
          : Optional.empty();
    } catch (CertificateException | SSLPeerUnverifiedException e) {
      return Optional.of(TlsFailures.of(e));
    }
  }

  private static List<X509Certificate> chain(SSLSession session) throws SSLPeerUnverifiedException {
    return Arrays.stream(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
  }

  private static X509TrustManager x509(TrustManager[] managers) throws GeneralSecurityException {
    for (TrustManager manager : managers) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("this Java cannot check certificates");
  }

  private static TrustManager[] trustManagers(Optional<Path> file)
      throws GeneralSecurityException, IOException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    if (file.isEmpty()) {
      return factory.getTrustManagers();
    }
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    addAuthoritiesOfTheJdk(factory, anchors);
    try (InputStream pem = Files.newInputStream(file.get())) {
      int n = 0;
      for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        anchors.setCertificateEntry("operator-" + n++, c);
      }
    }
    factory.init(anchors);
    return factory.getTrustManagers();
  }

  private static void addAuthoritiesOfTheJdk(TrustManagerFactory jdk, KeyStore anchors)
      throws GeneralSecurityException {
    int n = 0;
    for (TrustManager manager : jdk.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        for (X509Certificate c : x509.getAcceptedIssuers()) {
          anchors.setCertificateEntry("jdk-" + n++, c);
        }
      }
    }
  }
}
