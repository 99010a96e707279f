package relay.ejb.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.secret.SecretVault;

/** Makes the one vault of the node, when it is first needed. */
@ApplicationScoped
public class SecretProducer {

  @Produces
  @Singleton
  SecretVault vault(RelayConfiguration configuration) {
    return new KeyFileVault(
        configuration.secret(), configuration.node().dataFolder(), new SecureRandom());
  }
}
