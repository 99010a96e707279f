package relay.rar.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.List;
import relay.domain.listener.CertificateSource;
import relay.domain.listener.CertificateSource.Keystore;
import relay.domain.listener.CertificateSource.Pem;
import relay.domain.listener.CertificateSource.SelfSigned;

/** The files of a {@link CertificateSource}, read into a key store with an empty password. */
public final class CertificateFiles {
  private static final char[] NO_PASSWORD = {};

  private final CertificateSource source;

  /**
   * @param folder where a self-signed certificate is kept, and made when it is not there
   * @param hostName whom it names
   */
  public CertificateFiles(CertificateSource source, Path folder, String hostName)
      throws IOException {
    this.source =
        source instanceof SelfSigned ? SelfSignedCertificate.in(folder, hostName) : source;
  }

  List<Path> paths() {
    if (source instanceof Pem pem) {
      return List.of(pem.chain(), pem.key());
    }
    return List.of(((Keystore) source).file());
  }

  /**
   * Reads them.
   *
   * @throws IOException naming the file and what is wrong with it
   */
  KeyStore load() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      if (source instanceof Pem pem) {
        List<Certificate> chain = PemFile.read(pem.chain()).certificates();
        PrivateKey key = PemFile.read(pem.key()).privateKey();
        store.setKeyEntry("listener", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
      } else {
        copy((Keystore) source, store);
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate in " + paths() + " cannot be used: " + e, e);
    }
  }

  private static void copy(Keystore from, KeyStore to)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = from.password().toCharArray();
    try (InputStream in = Files.newInputStream(from.file())) {
      store.load(in, password);
    }
    for (String alias : Collections.list(store.aliases())) {
      Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
      if (key != null) {
        to.setKeyEntry(alias, key, NO_PASSWORD, store.getCertificateChain(alias));
        return;
      }
    }
    throw new IOException("no private key in " + from.file());
  }
}
