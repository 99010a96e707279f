package relay.domain.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificates of a laboratory authority: {@code ca}; {@code mx} for mx.example, *.pool.example and
 * 192.0.2.7; {@code stranger} for stranger.example; {@code domain} for example.org; {@code policy}
 * for mta-sts.example.org; {@code bare} with a common name only; {@code expired} for mx.example;
 * {@code other} is another authority.
 */
public final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private Certificates() {}

  public static X509Certificate of(String name) {
    try (InputStream pem = resource(name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a server needs to show this certificate and the authority above it. */
  public static SSLContext server(String name) {
    try (InputStream in = resource(name + ".p12")) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the test certificate " + name + " cannot be read", e);
    }
  }

  /** The authority in PEM, for those who are to trust it; the file is deleted at exit. */
  public static Path authorityFile() {
    try (InputStream pem = resource("ca.pem")) {
      Path file = Files.createTempFile("laboratory", ".pem");
      Files.copy(pem, file, StandardCopyOption.REPLACE_EXISTING);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The record that speaks of a certificate. */
  public static TlsaRecord tlsa(int usage, int selector, int matching, String name) {
    return tlsa(usage, selector, matching, of(name));
  }

  static TlsaRecord tlsa(int usage, int selector, int matching, X509Certificate certificate) {
    try {
      byte[] octets =
          selector == 0 ? certificate.getEncoded() : certificate.getPublicKey().getEncoded();
      if (matching > 0) {
        octets = MessageDigest.getInstance(matching == 1 ? "SHA-256" : "SHA-512").digest(octets);
      }
      return new TlsaRecord(usage, selector, matching, HexFormat.of().formatHex(octets));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream resource(String file) {
    return Certificates.class.getResourceAsStream(file);
  }
}
