package relay.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import relay.domain.access.Identity;
import relay.domain.access.Right;
import relay.domain.reception.LoginAttempt;
import relay.domain.user.Session;
import relay.domain.user.UserDoor;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/session}: log in, see who one is, log out. */
@Path("api/v1/session")
@Needs(value = Right.BE_SOMEBODY, narrows = true)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
  private static final int TEXT_CHARS_MAX = 1024;
  private static final long RETRY_SECONDS = 30;
  @Inject UserDoor users;

  @POST
  @Needs(Right.BE_HERE)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response login(
      InputStream body,
      @Context SecurityContext security,
      @Context UriInfo request,
      @Context HttpHeaders headers) {
    JsonObject given = JsonBody.read(body);
    Caller caller = Caller.of(security);
    var attempt = new LoginAttempt(text(given, "user"), text(given, "password"), caller.address());
    String code = given.containsKey("code") ? text(given, "code") : "";
    UserDoor.Outcome outcome = users.login(attempt, code);
    if (outcome instanceof UserDoor.Outcome.Denied denied) {
      throw denied.reply().isTemporary()
          ? Problem.later(denied.reply().toString(), RETRY_SECONDS)
          : Problem.of(401, "name, password or code is wrong, or the code was used before");
    }
    Session session = ((UserDoor.Outcome.Opened) outcome).session();
    return Response.ok(Json.text(json(session.identity(), Optional.of(session)).build()))
        .header(HttpHeaders.SET_COOKIE, new SessionCookie(caller, request, headers).with(session))
        .build();
  }

  @GET
  public String show(@Context SecurityContext security) {
    Caller caller = Caller.of(security);
    return Json.text(json(caller.leave().identity(), own(caller)).build());
  }

  /** Without a session there is none to end, which is as good. */
  @DELETE
  public Response logout(
      @QueryParam("everywhere") String everywhere,
      @Context SecurityContext security,
      @Context UriInfo request,
      @Context HttpHeaders headers) {
    Caller caller = Caller.of(security);
    boolean isEverywhere = isTrue(everywhere);
    own(caller).ifPresent(session -> end(session, isEverywhere, caller));
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, new SessionCookie(caller, request, headers).takenBack())
        .build();
  }

  private void end(Session session, boolean isEverywhere, Caller caller) {
    String origin = caller.address().getHostAddress();
    if (isEverywhere) {
      users.logoutEverywhere(session, origin);
    } else {
      users.logout(session, origin);
    }
  }

  /** The session that says who the caller is: a cookie beside another login says nothing. */
  private Optional<Session> own(Caller caller) {
    return caller.isBySession() ? caller.session().flatMap(users::session) : Optional.empty();
  }

  private static boolean isTrue(String everywhere) {
    if (everywhere == null || everywhere.equals("false")) {
      return false;
    }
    if (everywhere.equals("true") || everywhere.isEmpty()) {
      return true;
    }
    throw Problem.in(400, "everywhere", "must be true or false");
  }

  static JsonObjectBuilder json(Identity identity, Optional<Session> session) {
    var roles = Json.array();
    identity.roles().stream().map(role -> role.word()).sorted().forEach(roles::add);
    JsonObjectBuilder out = Json.object().add("user", identity.name()).add("roles", roles);
    identity.tenant().ifPresent(tenant -> out.add("tenant", tenant));
    session.ifPresent(
        s -> out.add("opened_at", s.openedAt().toString()).add("csrf_token", s.csrfToken()));
    return out;
  }

  static String text(JsonObject given, String field) {
    if (given.get(field) instanceof JsonString text && text.getChars().length() <= TEXT_CHARS_MAX) {
      return text.getString();
    }
    throw Problem.in(
        422,
        field,
        field + " must be given, as a text of at most " + TEXT_CHARS_MAX + " characters");
  }
}
