package relay.web.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import relay.domain.configuration.RelayConfiguration;

/** Guards what is {@link AdministratorOrLocal}. */
@Provider
@AdministratorOrLocal
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class LocalFilter implements ContainerRequestFilter {
  @Inject RelayConfiguration configuration;
  @Inject AdministratorCheck administrator;

  @Override
  public void filter(ContainerRequestContext request) {
    Caller caller = Caller.of(request.getSecurityContext());
    boolean isOfThisMachine = configuration.http().isLoopbackOnly() && caller.isLocal();
    if (!isOfThisMachine) {
      administrator.demand(request);
    }
  }
}
