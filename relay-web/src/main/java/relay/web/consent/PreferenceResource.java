package relay.web.consent;

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
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.consent.PreferenceDoor;
import relay.domain.consent.PreferenceWish;
import relay.domain.unsubscribe.LinkOutcome;
import relay.web.access.Needs;
import relay.web.tracking.VisitorReader;

/** {@code /preferences/{token}}: where a recipient chooses what a tenant sends him. */
@Path("preferences/{token}")
@Needs(Right.BE_HERE)
@ApplicationScoped
@Produces(LinkAnswer.HTML)
public class PreferenceResource {
  @Inject PreferenceDoor door;
  @Inject VisitorReader visitors;

  /** The page as it is now; changes nothing, for mail scanners follow every link. */
  @GET
  public Response show(
      @PathParam("token") String token,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    return page(door.look(token, visitors.client(headers, security)), Optional.empty());
  }

  /** What a button of the page posts. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response save(
      @PathParam("token") String token,
      InputStream body,
      @Context HttpHeaders headers,
      @Context SecurityContext security)
      throws IOException {
    Optional<PreferenceWish> wish = LinkAnswer.form(headers, body).flatMap(PreferenceWish::read);
    return wish.isEmpty()
        ? LinkAnswer.notOurForm()
        : page(door.save(token, wish.get(), visitors.client(headers, security)), wish);
  }

  private static Response page(PreferenceDoor.Answer answer, Optional<PreferenceWish> done) {
    return answer.outcome() == LinkOutcome.DONE
        ? Response.ok(PreferencePage.of(answer.view().orElseThrow(), done)).build()
        : LinkAnswer.refused(answer.outcome());
  }
}
