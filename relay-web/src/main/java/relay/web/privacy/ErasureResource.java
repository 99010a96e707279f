package relay.web.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import java.net.URI;
import java.util.stream.Collectors;
import relay.domain.access.Right;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.privacy.Erasure;
import relay.domain.privacy.ErasurePreview;
import relay.domain.privacy.Erasures;
import relay.domain.privacy.OpenMailRule;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code /api/v1/privacy/erasures}: has an address forgotten, tells how far that is. */
@Path("api/v1/privacy/erasures")
@Needs(Right.ADMINISTER)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {
  private static final String PATH = "/api/v1/privacy/erasures/";
  @Inject Erasures erasures;

  /** Puts it on record, or tells what it would find. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response erase(
      @QueryParam("dry-run") String dryRun,
      @QueryParam("open-mail") String openMail,
      String body,
      @Context SecurityContext security) {
    EmailAddress address = AddressBody.read(body);
    OpenMailRule rule = rule(openMail);
    if (isYes(dryRun)) {
      return Response.ok(Json.text(ErasureJson.of(erasures.preview(address)).build())).build();
    }
    Caller caller = Caller.of(security);
    var by = new Actor(caller.getName(), caller.address().getHostAddress());
    Erasures.Answer answer = erasures.request(address, rule, by);
    if (answer instanceof Erasures.Answer.OpenMail open) {
      throw Problem.of(409, refusal(open.found()));
    }
    Erasure erasure = ((Erasures.Answer.Taken) answer).erasure();
    return Response.accepted(Json.text(ErasureJson.of(erasure).build()))
        .location(URI.create(PATH + erasure.id()))
        .build();
  }

  @GET
  public String list(@BeanParam PageRequest page) {
    return Json.text(
        page.first(erasures.list(page.after(), page.limit() + 1), Erasure::id)
            .under("erasures", ErasureJson::of)
            .build());
  }

  @GET
  @Path("{id}")
  public String show(@PathParam("id") String id) {
    return erasures
        .find(id)
        .map(e -> Json.text(ErasureJson.of(e).build()))
        .orElseThrow(() -> Problem.of(404, "there is no such erasure"));
  }

  private static String refusal(ErasurePreview found) {
    String told = found.open().stream().map(QueueId::text).collect(Collectors.joining(", "));
    long more = found.openCount() - found.open().size();
    return "mail to or from this address is still under way ("
        + found.openCount()
        + "): "
        + told
        + (more > 0 ? " and " + more + " more" : "")
        + "; ask with open-mail=wait to erase once it has ended, or end it with a brake first";
  }

  private static OpenMailRule rule(String text) {
    if (text == null) {
      return OpenMailRule.REFUSE;
    }
    return OpenMailRule.labelled(text)
        .orElseThrow(() -> Problem.in(400, "open-mail", "must be refuse or wait"));
  }

  private static boolean isYes(String dryRun) {
    if (dryRun == null || dryRun.equals("false")) {
      return false;
    }
    if (dryRun.equals("true")) {
      return true;
    }
    throw Problem.in(400, "dry-run", "must be true or false");
  }
}
