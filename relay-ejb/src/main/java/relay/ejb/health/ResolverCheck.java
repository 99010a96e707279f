package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.domain.routing.ResolverWatch;

/** Whether the resolvers do what DNSSEC needs, as was found when they were last asked. */
@ApplicationScoped
public class ResolverCheck implements HealthCheck {
  @Inject ResolverWatch resolvers;

  @Override
  public String component() {
    return "resolvers";
  }

  @Override
  public Finding check() {
    return resolvers.finding();
  }
}
