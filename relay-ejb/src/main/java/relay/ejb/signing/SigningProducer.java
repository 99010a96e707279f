package relay.ejb.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.KeyRing;
import relay.domain.signing.SigningSettings;

/** Produces the one signer and the one key ring of the application. */
@ApplicationScoped
public class SigningProducer {
  private static final String FOLDER = "dkim";

  /** Injected as PemKeyRing, KeyRing or SigningStatus. */
  @Produces
  @Singleton
  PemKeyRing keyRing(RelayConfiguration configuration, InstantSource clock) {
    SigningSettings settings = configuration.signing();
    Path folder = configuration.node().dataFolder().resolve(FOLDER);
    return new PemKeyRing(
        folder, RsaEngines.choose(settings.provider()), settings.keyCheckInterval(), clock);
  }

  @Produces
  @Singleton
  DkimSigner signer(KeyRing keys, RelayConfiguration configuration, InstantSource clock) {
    return new DkimSigner(keys, configuration.signing(), clock);
  }
}
