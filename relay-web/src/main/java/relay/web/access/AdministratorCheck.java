package relay.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import relay.domain.http.Administrator;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginVerdict;
import relay.web.problem.Problem;
import relay.web.problem.ProblemMapper;

/** Whether the caller is the administrator. */
@ApplicationScoped
public class AdministratorCheck {
  private static final long RETRY_SECONDS = 30;
  @Inject Administrator administrator;

  /** Ends the request with 401 or 503 unless the administrator sent it. */
  void demand(ContainerRequestContext request) {
    refusal(Caller.of(request.getSecurityContext()))
        .ifPresent(problem -> request.abortWith(ProblemMapper.response(problem)));
  }

  /** Why this caller is not taken for the administrator; empty when it is the administrator. */
  public Optional<Problem> refusal(Caller caller) {
    if (caller.credentials().isEmpty()) {
      return Optional.of(Problem.of(401, "log in as " + Administrator.NAME));
    }
    var given = caller.credentials().get();
    var verdict =
        administrator.login(new LoginAttempt(given.user(), given.password(), caller.address()));
    if (verdict instanceof LoginVerdict.Denied denied) {
      return Optional.of(
          denied.reply().isTemporary()
              ? Problem.later(denied.reply().toString(), RETRY_SECONDS)
              : Problem.of(401, "name or password is wrong"));
    }
    return Optional.empty();
  }
}
