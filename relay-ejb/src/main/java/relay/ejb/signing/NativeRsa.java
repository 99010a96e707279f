package relay.ejb.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import relay.domain.signing.SignatureEngines;

/** The only class that names the native provider: it cannot be loaded where the jar is missing. */
final class NativeRsa {
  private NativeRsa() {}

  /** Throws when the library does not load or does not pass its own tests. */
  static RsaEngines healthy() {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    provider.assertHealthy();
    return new RsaEngines(
        provider.getName() + " " + provider.getVersionStr(), SignatureEngines.of(provider));
  }
}
