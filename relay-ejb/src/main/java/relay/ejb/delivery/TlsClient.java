package relay.ejb.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Our side of TLS: 1.2 and 1.3. Either any certificate will do (opportunistic, RFC 7435) or it must
 * name the host and come from an authority of the JDK or of the operator's file. Sessions are
 * resumed by host name. Thread-safe.
 */
final class TlsClient {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private final SSLContext anyCertificate;
  private final SSLContext verifying;

  private TlsClient(SSLContext anyCertificate, SSLContext verifying) {
    this.anyCertificate = anyCertificate;
    this.verifying = verifying;
  }

  /**
   * @param trustAnchors a PEM file of further authorities
   * @throws IllegalStateException when that file cannot be used; the message is for the operator
   */
  static TlsClient create(Optional<Path> trustAnchors) {
    try {
      SSLContext any = SSLContext.getInstance("TLS");
      any.init(null, new TrustManager[] {new AnyCertificate()}, null);
      SSLContext verifying = SSLContext.getInstance("TLS");
      verifying.init(null, trustManagers(trustAnchors), null);
      return new TlsClient(any, verifying);
    } catch (GeneralSecurityException | IOException e) {
      String file = trustAnchors.map(Path::toString).orElse("(none)");
      throw new IllegalStateException(
          "setting delivery.trust-anchors = " + file + ": must be a PEM file of certificates", e);
    }
  }

  /** Wraps a connected socket and shakes hands; the host name is sent too (SNI). */
  SSLSocket handshake(Socket tcp, String host, boolean verify) throws IOException {
    var factory = (verify ? verifying : anyCertificate).getSocketFactory();
    var socket = (SSLSocket) factory.createSocket(tcp, host, tcp.getPort(), true);
    socket.setEnabledProtocols(PROTOCOLS);
    if (verify) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
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
