package relay.web.unsubscribe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import relay.domain.access.Right;
import relay.domain.unsubscribe.LinkOutcome;
import relay.domain.unsubscribe.OneClickBody;
import relay.domain.unsubscribe.UnsubscribeDoor;
import relay.web.access.Caller;
import relay.web.access.Needs;

/** {@code /u/{token}}: the link in {@code List-Unsubscribe}. */
@Path("u/{token}")
@Needs(Right.BE_HERE)
@ApplicationScoped
@Produces(UnsubscribeResource.HTML)
public class UnsubscribeResource {
  static final String HTML = "text/html; charset=utf-8";
  private static final long SOON_SECONDS = 5;
  private static final long MINUTE_SECONDS = 60;
  @Inject UnsubscribeDoor door;

  /** A page with a button; changes nothing, for mail scanners follow every link. */
  @GET
  public Response ask(@PathParam("token") String token, @Context SecurityContext security) {
    LinkOutcome outcome = door.look(token, Caller.of(security).address());
    return outcome == LinkOutcome.DONE
        ? Response.ok(UnsubscribePage.question()).build()
        : answer(outcome);
  }

  /** What a mailbox provider posts for its user, and what the button of the page posts. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response unsubscribe(
      @PathParam("token") String token,
      InputStream body,
      @Context HttpHeaders headers,
      @Context SecurityContext security)
      throws IOException {
    String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
    byte[] octets = body == null ? new byte[0] : body.readNBytes(OneClickBody.OCTETS_MAX + 1);
    if (!OneClickBody.is(type == null ? "" : type, octets)) {
      return Response.status(400).entity(UnsubscribePage.notOneClick()).build();
    }
    return answer(door.unsubscribe(token, Caller.of(security).address()));
  }

  private static Response answer(LinkOutcome outcome) {
    Response.ResponseBuilder answer =
        Response.status(
            switch (outcome) {
              case DONE -> 200;
              case FORGED -> 404;
              case EXPIRED, FORGOTTEN -> 410;
              case LATER -> 503;
              case TOO_MANY -> 429;
            });
    if (outcome == LinkOutcome.LATER) {
      answer.header(HttpHeaders.RETRY_AFTER, SOON_SECONDS);
    } else if (outcome == LinkOutcome.TOO_MANY) {
      answer.header(HttpHeaders.RETRY_AFTER, MINUTE_SECONDS);
    }
    return answer.entity(UnsubscribePage.of(outcome)).build();
  }
}
