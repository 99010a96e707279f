package relay.ejb.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.ejb.database.Database;

/** Makes the one exchange of the node. */
@ApplicationScoped
public class LoginProducer {

  @Produces
  @Singleton
  LoginExchange exchange(
      Database database, CurrentConfiguration configuration, InstantSource clock) {
    return new LoginExchange(database, configuration::get, clock);
  }
}
