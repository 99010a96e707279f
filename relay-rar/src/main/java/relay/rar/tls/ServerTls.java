package relay.rar.tls;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import relay.domain.listener.ClientCertificates;

/**
 * A listener's certificate and what is made of it. Looks every few seconds, when somebody connects,
 * whether the files have changed; a new certificate that cannot be used is reported and the old one
 * stays. Thread-safe.
 */
public final class ServerTls {
  private static final Logger LOG = System.getLogger(ServerTls.class.getName());
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final CertificateFiles files;
  private final ClientCertificates clients;
  private final LongSupplier nanoTime;
  private SSLContext context;
  private volatile ClientAuthorities authorities;
  private List<String> seen;
  private long lookedAt;

  /** For a listener that asks clients for no certificate. */
  public ServerTls(CertificateFiles files, LongSupplier nanoTime) throws IOException {
    this(files, ClientCertificates.NONE, nanoTime);
  }

  /**
   * @param clients whether clients are asked for certificates, and who signs those
   * @throws IOException in one sentence, when there is no usable certificate now
   */
  public ServerTls(CertificateFiles files, ClientCertificates clients, LongSupplier nanoTime)
      throws IOException {
    this.files = files;
    this.clients = clients;
    this.nanoTime = nanoTime;
    this.seen = stamps(watched());
    this.context = load();
    this.lookedAt = nanoTime.getAsLong();
  }

  /** A handshake with the certificate of today. */
  public synchronized Handshake begin() throws IOException {
    long now = nanoTime.getAsLong();
    if (now - lookedAt >= LOOK_EVERY_NANOS) {
      lookedAt = now;
      lookAgain();
    }
    return new Handshake(context, clients.request(), nanoTime);
  }

  /** Whose signatures on client certificates count; empty: nobody's. */
  public List<X509Certificate> authorities() {
    return authorities.all();
  }

  private List<Path> watched() {
    List<Path> all = new ArrayList<>(files.paths());
    clients.authorities().ifPresent(all::add);
    return all;
  }

  private void lookAgain() {
    List<String> stamps = stamps(watched());
    if (stamps.equals(seen)) {
      return;
    }
    try {
      context = load();
      LOG.log(Level.INFO, "new certificate from " + files.paths());
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the certificate has changed and cannot be used; the old one stays", e);
    }
    // Also after a failure: it is reported once for each change.
    seen = stamps;
  }

  private SSLContext load() throws IOException {
    try {
      char[] password = new char[0];
      KeyStore store = files.load();
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext made = SSLContext.getInstance("TLS");
      ClientAuthorities read = ClientAuthorities.read(clients.authorities().orElse(null));
      made.init(keys.getKeyManagers(), new TrustManager[] {read}, null);
      authorities = read;
      return made;
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS with the certificate from " + files.paths() + ": " + e, e);
    }
  }

  private static List<String> stamps(List<Path> paths) {
    List<String> stamps = new ArrayList<>();
    for (Path path : paths) {
      try {
        stamps.add(Files.getLastModifiedTime(path) + " " + Files.size(path));
      } catch (IOException e) {
        stamps.add("absent");
      }
    }
    return stamps;
  }
}
