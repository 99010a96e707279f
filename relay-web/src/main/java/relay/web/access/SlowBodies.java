package relay.web.access;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.concurrent.Semaphore;
import relay.domain.access.Right;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.BodyPatience;

/**
 * Keeps bodies that drip in from holding the threads of the server: whoever they are from, and of
 * strangers only so many at a time, so that those who logged in are always heard.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
@ApplicationScoped
public class SlowBodies implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final String BODY = PacedBody.class.getName();

  /** Who logged in has been let in by name; the threads themselves are their bound. */
  private final Semaphore ample = new Semaphore(Integer.MAX_VALUE);

  @Context ResourceInfo operation;
  @Inject RelayConfiguration configuration;
  private BodyPatience patience;
  private Semaphore strangers;

  @PostConstruct
  void begin() {
    patience = configuration.http().patience();
    strangers = new Semaphore(patience.strangersMax());
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!WITH_BODY.contains(request.getMethod())) {
      return;
    }
    boolean isForAnybody =
        Need.of(operation.getResourceClass(), operation.getResourceMethod())
            .filter(need -> need.right() == Right.BE_HERE)
            .isPresent();
    var body =
        new PacedBody(
            request.getEntityStream(),
            patience,
            isForAnybody ? strangers : ample,
            System::nanoTime);
    request.setEntityStream(body);
    request.setProperty(BODY, body);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(BODY) instanceof PacedBody body) {
      body.leave();
    }
  }
}
