package relay.ejb.authentication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.authentication.TokenCheck;
import relay.domain.configuration.RelayConfiguration;

/** Makes the judge of tokens. */
@ApplicationScoped
public class AuthenticationProducer {

  @Produces
  @Singleton
  TokenCheck tokens(RelayConfiguration configuration, InstantSource clock) {
    var settings = configuration.tokens();
    // Without an issuer there is no client with its threads.
    return settings.issuers().isEmpty()
        ? TokenCheck.NONE
        : new TokenCheck(
            settings, new KeyMemory(settings, new KeyFetch(settings.keysTimeout()), clock));
  }
}
