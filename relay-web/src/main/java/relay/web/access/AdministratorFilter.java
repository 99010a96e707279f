package relay.web.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import relay.domain.http.Administrator;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginVerdict;
import relay.web.problem.Problem;
import relay.web.problem.ProblemMapper;

/** Lets nobody but the administrator through to what is {@link AdministratorOnly}. */
@Provider
@AdministratorOnly
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AdministratorFilter implements ContainerRequestFilter {
  @Inject Administrator administrator;

  @Override
  public void filter(ContainerRequestContext request) {
    var caller = Caller.of(request.getSecurityContext());
    var credentials = caller.credentials();
    if (credentials.isEmpty()) {
      refuse(request, Problem.of(401, "log in as " + Administrator.NAME));
      return;
    }
    var verdict =
        administrator.login(
            new LoginAttempt(
                credentials.get().user(), credentials.get().password(), caller.address()));
    if (verdict instanceof LoginVerdict.Denied denied) {
      refuse(
          request,
          denied.reply().isTemporary()
              ? Problem.later(denied.reply().toString(), 30)
              : Problem.of(401, "name or password is wrong"));
    }
  }

  private static void refuse(ContainerRequestContext request, Problem problem) {
    request.abortWith(ProblemMapper.response(problem));
  }
}
