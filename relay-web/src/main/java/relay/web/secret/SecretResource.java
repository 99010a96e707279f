package relay.web.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import relay.domain.access.Right;
import relay.domain.administration.SecretDesk;
import relay.domain.administration.SecretDesk.Standing;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/secrets}: with which master key secrets are sealed, and a new one. */
@Path("api/v1/secrets")
@Needs(Right.ADMINISTER)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SecretResource {
  @Inject SecretDesk desk;

  /** How the secrets are sealed. */
  @GET
  public String show() {
    return json(desk.standing());
  }

  /** Makes a new master key and seals everything with it. */
  @POST
  @Path("rotate")
  public String rotate(@Context SecurityContext security) {
    try {
      return json(desk.rotate(Operator.of(security)));
    } catch (IllegalStateException e) {
      throw Problem.of(409, e.getMessage());
    }
  }

  /** Seals with the newest master key what an older one sealed. */
  @POST
  @Path("reseal")
  public String reseal(@Context SecurityContext security) {
    return json(desk.reseal(Operator.of(security)));
  }

  private static String json(Standing standing) {
    JsonArrayBuilder unreadable = Json.array();
    standing.unreadable().forEach(unreadable::add);
    return Json.text(
        Json.object()
            .add("newest_key", standing.newestKey())
            .add("sealed", standing.sealed())
            .add("outdated", standing.outdated())
            .add("unreadable", unreadable)
            .build());
  }
}
