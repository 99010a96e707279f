package relay.web.deadletter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.deadletter.DeadLetter;
import relay.domain.deadletter.DeadLetterAnswer;
import relay.domain.deadletter.DeadLetterDesk;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code /api/v1/dead-letters}: what no worker takes any more, and what is to become of it. */
@Path("api/v1/dead-letters")
@Needs(Right.OPERATE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterResource {
  private static final int CONTENT_OCTETS_MAX = 64 << 10;
  @Inject DeadLetterDesk desk;

  /** Queue by queue, oldest first, without their contents. */
  @GET
  public String list(@BeanParam PageRequest page) {
    List<DeadLetter> letters =
        desk.list(page.after(), page.limit() + 1).orElseThrow(DeadLetterResource::lost);
    return Json.text(
        page.first(letters, DeadLetter::id).under("dead_letters", DeadLetterJson::of).build());
  }

  private static Problem lost() {
    return Problem.in(
        400, "cursor", "names a dead letter that is gone by now; begin with the first page");
  }

  /** One, with the beginning of its content; that somebody read it is in the audit. */
  @GET
  @Path("{id}")
  public String show(@PathParam("id") String id, @Context SecurityContext security) {
    return desk.open(id, CONTENT_OCTETS_MAX, Operator.of(security))
        .map(opened -> Json.text(DeadLetterJson.of(opened).build()))
        .orElseThrow(DeadLetterResource::unknown);
  }

  /** Gives one back to its queue, once. */
  @POST
  @Path("{id}/replay")
  public String replay(
      @PathParam("id") String id,
      @QueryParam("even-twice") String evenTwice,
      @Context SecurityContext security) {
    return answer(desk.replay(id, isYes(evenTwice), Operator.of(security)));
  }

  /** Ends one for good; of one that is gone there is nothing to tell. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") String id, @Context SecurityContext security) {
    DeadLetterAnswer answer = desk.delete(id, Operator.of(security));
    return answer instanceof DeadLetterAnswer.Unknown
        ? Response.noContent().build()
        : Response.ok(answer(answer)).build();
  }

  private static String answer(DeadLetterAnswer answer) {
    if (answer instanceof DeadLetterAnswer.Refused refused) {
      throw Problem.of(409, refused.why());
    }
    if (answer instanceof DeadLetterAnswer.Done done) {
      return Json.text(DeadLetterJson.of(done).build());
    }
    throw unknown();
  }

  private static Problem unknown() {
    return Problem.of(
        404,
        "there is no such dead letter, or not any more; GET /api/v1/dead-letters tells which there"
            + " are");
  }

  private static boolean isYes(String word) {
    if (word == null || word.equals("false")) {
      return false;
    }
    if (word.equals("true")) {
      return true;
    }
    throw Problem.in(400, "even-twice", "must be true or false");
  }
}
