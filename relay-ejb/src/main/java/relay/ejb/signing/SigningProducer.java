package relay.ejb.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.rotation.KeyMint;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.KeyRing;
import relay.domain.signing.SigningSettings;
import relay.domain.tenancy.CurrentTenancy;

/** Produces the one signer and the one key ring of the application. */
@ApplicationScoped
public class SigningProducer {
  private static final String FOLDER = "dkim";

  @Produces
  @Singleton
  RsaEngines engines(RelayConfiguration configuration) {
    return RsaEngines.choose(configuration.signing().provider());
  }

  /** Injected as PemKeyRing or SigningStatus. */
  @Produces
  @Singleton
  PemKeyRing files(RelayConfiguration configuration, RsaEngines engines, InstantSource clock) {
    SigningSettings settings = configuration.signing();
    Path folder = configuration.node().dataFolder().resolve(FOLDER);
    return new PemKeyRing(folder, engines, settings.keyCheckInterval(), clock);
  }

  @Produces
  @Singleton
  KeyRing keyRing(PemKeyRing files, CurrentTenancy tenancy, KeyMint mint, RsaEngines engines) {
    return new TenantKeyRing(new StoredKeys(tenancy, mint, engines.engines()), files);
  }

  @Produces
  @Singleton
  DkimSigner signer(KeyRing keys, RelayConfiguration configuration, InstantSource clock) {
    return new DkimSigner(keys, configuration.signing(), clock);
  }
}
