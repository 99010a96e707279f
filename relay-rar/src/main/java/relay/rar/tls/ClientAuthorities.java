package relay.rar.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every client certificate through the handshake: what it is worth is decided when the client
 * wants to log in with it. A client that shows a strange one, as many mail servers do, is served
 * like one that shows none.
 */
final class ClientAuthorities extends X509ExtendedTrustManager {
  private final List<X509Certificate> authorities;

  private ClientAuthorities(List<X509Certificate> authorities) {
    this.authorities = authorities;
  }

  /**
   * Reads the certificates of a PEM file.
   *
   * @param file null for none
   * @throws IOException in one sentence, when it cannot be read
   */
  static ClientAuthorities read(Path file) throws IOException {
    if (file == null) {
      return new ClientAuthorities(List.of());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new ClientAuthorities(
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList());
    } catch (CertificateException e) {
      throw new IOException("no certificates in " + file + ": " + e.getMessage(), e);
    }
  }

  List<X509Certificate> all() {
    return authorities;
  }

  /** None are named to clients: some would then keep back a certificate known by fingerprint. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this side is the server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("this side is the server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this side is the server");
  }
}
