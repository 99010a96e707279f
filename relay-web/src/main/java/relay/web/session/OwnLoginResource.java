package relay.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.user.Enrolment;
import relay.domain.user.LoginProof;
import relay.domain.user.OwnLogin;
import relay.domain.user.OwnLogin.Outcome;
import relay.domain.user.Session;
import relay.domain.user.UserDoor;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/me}: people change their own password and second factor. */
@Path("api/v1/me")
@Needs(value = Right.BE_SOMEBODY, narrows = true)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OwnLoginResource {
  private static final long RETRY_SECONDS = 30;
  @Inject UserDoor users;
  @Inject OwnLogin logins;

  /** Gives oneself a new password. */
  @PUT
  @Path("password")
  public Response password(
      InputStream body,
      @Context SecurityContext security,
      @Context UriInfo request,
      @Context HttpHeaders headers) {
    Caller caller = Caller.of(security);
    Session session = own(caller);
    JsonObject given = JsonBody.read(body);
    Outcome outcome =
        logins.changePassword(
            session, proof(given), SessionResource.text(given, "new_password"), caller.address());
    return changed(outcome, new SessionCookie(caller, request, headers));
  }

  /** Begins with a new second factor; nothing is changed yet. */
  @POST
  @Path("second-factor")
  public Response begin(
      InputStream body,
      @Context SecurityContext security,
      @Context UriInfo request,
      @Context HttpHeaders headers) {
    Caller caller = Caller.of(security);
    Session session = own(caller);
    Outcome outcome =
        logins.beginSecondFactor(session, proof(JsonBody.read(body)), caller.address());
    if (!(outcome instanceof Outcome.Begun begun)) {
      throw problem(outcome);
    }
    JsonObjectBuilder out =
        Json.object()
            .add("totp_secret", begun.enrolment().secret())
            .add("totp_uri", begun.enrolment().uri())
            .add("enrolment", begun.enrolment().sealed())
            .add("minutes", Enrolment.LIFE.toMinutes())
            .add("csrf_token", begun.session().csrfToken());
    return Response.ok(Json.text(out.build()))
        .header(
            HttpHeaders.SET_COOKIE,
            new SessionCookie(caller, request, headers).with(begun.session()))
        .build();
  }

  /** Puts the new second factor in force. */
  @PUT
  @Path("second-factor")
  public Response confirm(
      InputStream body,
      @Context SecurityContext security,
      @Context UriInfo request,
      @Context HttpHeaders headers) {
    Caller caller = Caller.of(security);
    Session session = own(caller);
    JsonObject given = JsonBody.read(body);
    Outcome outcome =
        logins.confirmSecondFactor(
            session,
            SessionResource.text(given, "enrolment"),
            SessionResource.text(given, "code"),
            caller.address());
    return changed(outcome, new SessionCookie(caller, request, headers));
  }

  private static LoginProof proof(JsonObject given) {
    String code = given.containsKey("code") ? SessionResource.text(given, "code") : "";
    return new LoginProof(SessionResource.text(given, "password"), code);
  }

  /** Only who has a session is somebody who has a login of his own here. */
  private Session own(Caller caller) {
    return caller
        .session()
        .filter(token -> caller.isBySession())
        .flatMap(users::session)
        .orElseThrow(() -> problem(new Outcome.KeptElsewhere()));
  }

  private static Response changed(Outcome outcome, SessionCookie cookie) {
    if (!(outcome instanceof Outcome.Changed changed)) {
      throw problem(outcome);
    }
    JsonObjectBuilder out =
        SessionResource.json(changed.session().identity(), Optional.of(changed.session()));
    if (!changed.recoveryCodes().isEmpty()) {
      var codes = Json.array();
      changed.recoveryCodes().forEach(codes::add);
      out.add("recovery_codes", codes);
    }
    return Response.ok(Json.text(out.build()))
        .header(HttpHeaders.SET_COOKIE, cookie.with(changed.session()))
        .build();
  }

  private static Problem problem(Outcome outcome) {
    if (outcome instanceof Outcome.Denied denied) {
      // not 401: the session goes on, and a browser would ask for a name and a password
      return denied.isTemporary()
          ? Problem.later(denied.why(), RETRY_SECONDS)
          : Problem.in(
              403,
              "password",
              "password or code is wrong, or the code was used before: wait for the next one");
    }
    if (outcome instanceof Outcome.Invalid invalid) {
      return Problem.in(422, invalid.field(), invalid.rule());
    }
    return Problem.of(
        409,
        outcome instanceof Outcome.Conflict conflict
            ? conflict.why()
            : "this is for people who log in with name and password and have a session; the login"
                + " that was shown is kept elsewhere");
  }
}
