package relay.ejb.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.routing.CurrentRoutes;
import relay.domain.routing.MailRoute;
import relay.domain.routing.RouteKind;
import relay.domain.secret.SecretVault;

/** Lets routes be kept like everything else that operators make, and makes them ready for mail. */
@ApplicationScoped
public class RouteProducer {

  @Produces
  @Singleton
  ControlKind<MailRoute> kind() {
    return RouteKind.ROUTE;
  }

  @Produces
  @Singleton
  CurrentRoutes routes(ControlSource source, SecretVault vault) {
    return new CurrentRoutes(source, vault);
  }
}
