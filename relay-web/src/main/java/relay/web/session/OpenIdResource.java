package relay.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.openid.OpenIdDoor;
import relay.domain.user.Session;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.problem.Problem;
import relay.web.sandbox.Page;

/** {@code /api/v1/session/oidc}: log in by the word of an OpenID Connect issuer. */
@Path("api/v1/session/oidc")
@Needs(Right.BE_HERE)
@ApplicationScoped
public class OpenIdResource {
  private static final long RETRY_SECONDS = 30;
  @Inject OpenIdDoor door;

  /** Sends the browser to the issuer. */
  @GET
  public Response begin(
      @Context SecurityContext security, @Context UriInfo request, @Context HttpHeaders headers) {
    demandIssuer();
    OpenIdDoor.Begun begun = door.begin().orElseThrow(OpenIdResource::unavailable);
    var cookie = new SessionCookie(Caller.of(security), request, headers);
    return Response.seeOther(begun.location())
        .header(HttpHeaders.SET_COOKIE, cookie.withOpening(begun.cookie()))
        .build();
  }

  /** Where the issuer sends it back to. */
  @GET
  @Path("callback")
  @Produces(MediaType.TEXT_HTML)
  public Response finish(
      @QueryParam("code") String code,
      @QueryParam("state") String state,
      @QueryParam("iss") String issuer,
      @QueryParam("error") String error,
      @Context SecurityContext security,
      @Context UriInfo request,
      @Context HttpHeaders headers) {
    demandIssuer();
    Caller caller = Caller.of(security);
    if (error != null) {
      throw Problem.of(400, "the issuer has not let you in; begin again, or ask its operator");
    }
    Cookie opening = headers.getCookies().get(SessionCookie.OPENING);
    var back =
        new OpenIdDoor.Return(
            opening == null ? "" : opening.getValue(),
            state == null ? "" : state,
            code == null ? "" : code,
            Optional.ofNullable(issuer));
    OpenIdDoor.Outcome outcome = door.finish(back, caller.address());
    if (outcome instanceof OpenIdDoor.Outcome.Denied denied) {
      // not 401: a browser would ask for a name and a password
      throw Problem.of(400, denied.why());
    }
    if (!(outcome instanceof OpenIdDoor.Outcome.Opened opened)) {
      throw unavailable();
    }
    return opened(opened.session(), new SessionCookie(caller, request, headers), request);
  }

  /**
   * A page and no redirection: a browser that comes from the issuer would follow that without the
   * new cookie, which it sends with what begins here only.
   */
  private static Response opened(Session session, SessionCookie cookie, UriInfo request) {
    String page =
        Page.of(
            request.getBaseUri().getRawPath(),
            "Logged in",
            html -> {
              html.element("h1", "Logged in");
              html.element("p", "You are " + session.identity().name() + ".");
              html.open("p").link("./", "Go on").close("p");
            });
    return Response.ok(page)
        .header(HttpHeaders.SET_COOKIE, cookie.with(session))
        .header(HttpHeaders.SET_COOKIE, cookie.openingTakenBack())
        .build();
  }

  private void demandIssuer() {
    if (!door.isOn()) {
      throw Problem.of(404, "no issuer is set (oidc.issuer); log in with POST /api/v1/session");
    }
  }

  private static Problem unavailable() {
    return Problem.later("the issuer cannot be reached now; try again", RETRY_SECONDS);
  }
}
