package relay.web.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import relay.domain.access.AccessRules;
import relay.domain.access.AccessVerdict;
import relay.domain.access.Permit;
import relay.domain.access.Right;
import relay.domain.configuration.CurrentConfiguration;
import relay.web.problem.Problem;
import relay.web.problem.ProblemMapper;

/**
 * Lets nobody through to an operation who lacks the right that it {@link Needs}, and nobody at all
 * to one that declares none.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AccessFilter implements ContainerRequestFilter {
  @Context ResourceInfo operation;
  @Inject LoginCheck logins;
  @Inject CurrentConfiguration configuration;

  @Override
  public void filter(ContainerRequestContext request) {
    try {
      Caller caller = Caller.of(request.getSecurityContext());
      Need need =
          Need.of(operation.getResourceClass(), operation.getResourceMethod())
              .orElseThrow(
                  () -> Problem.of(403, "this operation is for nobody: it declares no right"));
      if (!isOpen(need.right(), caller)) {
        request.setSecurityContext(caller.with(permit(request, need, caller)).asSecurityContext());
      }
    } catch (Problem problem) {
      request.abortWith(ProblemMapper.response(problem));
    }
  }

  /** What needs no login, or has its own way to ask for one. */
  private boolean isOpen(Right right, Caller caller) {
    boolean isOfThisMachine = configuration.get().http().isLoopbackOnly() && caller.isLocal();
    return switch (right) {
      case BE_HERE, HAND_IN_MAIL -> true;
      case READ_METRICS -> isOfThisMachine;
      case SEE_PAGES -> isOfThisMachine && configuration.get().routing().sandboxByDefault();
      default -> false;
    };
  }

  /** Whether it only reads (RFC 9110 section 9.2.1). */
  private static boolean isSafe(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  private Permit permit(ContainerRequestContext request, Need need, Caller caller) {
    var path = request.getUriInfo().getPathParameters();
    String collection = path.getFirst("collection");
    Right right = collection == null ? need.right() : need.right().over(collection);
    AccessVerdict verdict =
        AccessRules.judge(
            isSafe(request.getMethod())
                ? logins.identify(caller)
                : logins.identifyForChange(caller),
            right,
            Optional.ofNullable(path.getFirst("tenant")),
            need.narrows());
    if (verdict instanceof AccessVerdict.Allowed allowed) {
      return allowed.permit();
    }
    throw verdict instanceof AccessVerdict.Hidden
        ? Problem.in(404, "tenant", "there is no tenant of this id")
        : Problem.of(403, "your role does not allow this; ask an administrator");
  }
}
