package relay.web.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets nobody but the administrator through to what is {@link AdministratorOnly}. */
@Provider
@AdministratorOnly
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AdministratorFilter implements ContainerRequestFilter {
  @Inject AdministratorCheck administrator;

  @Override
  public void filter(ContainerRequestContext request) {
    administrator.demand(request);
  }
}
