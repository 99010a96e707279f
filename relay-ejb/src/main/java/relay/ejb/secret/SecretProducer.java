package relay.ejb.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.secret.ContentKeySource;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.ContentSettings;
import relay.domain.secret.SecretVault;

/** Makes the one vault and the one seal of the node, when they are first needed. */
@ApplicationScoped
public class SecretProducer {

  @Produces
  @Singleton
  SecretVault vault(RelayConfiguration configuration) {
    return new KeyFileVault(
        configuration.secret(), configuration.node().dataFolder(), new SecureRandom());
  }

  /**
   * @throws relay.domain.settings.InvalidSetting when the keys that it names cannot be used
   */
  @Produces
  @Singleton
  ContentSeal seal(RelayConfiguration configuration) {
    ContentSettings settings = configuration.content();
    return new ContentSeal(
        new ContentKeySource(settings).read(), settings.encryption(), new SecureRandom());
  }
}
