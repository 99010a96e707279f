package relay.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.health.Condition;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.web.access.Caller;
import relay.web.access.LoginCheck;
import relay.web.access.Needs;
import relay.web.json.Json;

/**
 * {@code GET /health}, {@code /health/live}, {@code /health/ready}: 200, or 503 when the node is
 * down. A load balancer asks ready, a supervisor live.
 */
@Path("health")
@Needs(Right.BE_HERE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  @Inject Instance<HealthCheck> checks;
  @Inject LoginCheck logins;
  @Inject RelayConfiguration configuration;

  private record Checked(String component, Finding finding) {}

  /** The process answers, which is all that a restart could mend. */
  @GET
  @Path("live")
  public String live() {
    return Json.text(Json.object().add("status", Condition.UP.label()).build());
  }

  /** Whether mail can be taken. */
  @GET
  @Path("ready")
  public Response ready(@Context SecurityContext security) {
    return health(security);
  }

  @GET
  public Response health(@Context SecurityContext security) {
    List<Checked> all = check();
    Condition worst =
        all.stream()
            .map(c -> c.finding().condition())
            .max(Comparator.naturalOrder())
            .orElse(Condition.UP);
    JsonObjectBuilder out = Json.object().add("status", worst.label());
    JsonObjectBuilder components = Json.object();
    boolean mayKnow = mayKnow(Caller.of(security));
    for (Checked checked : all) {
      JsonObjectBuilder component =
          Json.object().add("status", checked.finding().condition().label());
      if (mayKnow) {
        component.add("reason", checked.finding().reason());
      }
      components.add(checked.component(), component);
    }
    return Response.status(worst == Condition.DOWN ? 503 : 200)
        .entity(Json.text(out.add("components", components).build()))
        .build();
  }

  private List<Checked> check() {
    List<Checked> all = new ArrayList<>();
    for (HealthCheck check : checks) {
      all.add(new Checked(check.component(), check.check()));
    }
    all.sort(Comparator.comparing(Checked::component));
    return all;
  }

  private boolean mayKnow(Caller caller) {
    return configuration.http().isLoopbackOnly() && caller.isLocal()
        || logins.may(caller, Right.OBSERVE);
  }
}
