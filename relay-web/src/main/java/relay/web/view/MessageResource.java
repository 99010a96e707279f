package relay.web.view;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import relay.domain.access.Permit;
import relay.domain.access.Right;
import relay.domain.mail.QueueId;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageQueryReader;
import relay.domain.view.MessageView;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/messages}: find mails, tell the story of one. */
@Path("api/v1/messages")
@Needs(value = Right.READ_MAIL, narrows = true)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {
  private static final MessagePage NOTHING = new MessagePage(List.of(), Optional.empty());
  @Inject MessageView view;

  @GET
  public String find(@Context UriInfo request, @Context SecurityContext security) {
    Permit permit = Caller.of(security).leave();
    for (String name : request.getQueryParameters().keySet()) {
      if (!MessageQueryReader.PARAMETERS.contains(name)) {
        throw Problem.in(
            400, name, "must be one of " + String.join(", ", MessageQueryReader.PARAMETERS));
      }
    }
    var query = new MessageQueryReader(request.getQueryParameters()::getFirst).read();
    MessagePage page =
        query.among(permit.tenant(), permit.credential()).map(view::find).orElse(NOTHING);
    return Json.text(MessageJson.page(page));
  }

  @GET
  @Path("{id}")
  public String story(@PathParam("id") String id, @Context SecurityContext security) {
    Permit permit = Caller.of(security).leave();
    return Json.text(
        view.story(queueId(id))
            .filter(story -> permit.covers(story.message().reception().owner()))
            .map(MessageJson::story)
            .orElseThrow(() -> Problem.in(404, "id", "no mail of this id is on record")));
  }

  private static QueueId queueId(String text) {
    try {
      return new QueueId(text);
    } catch (IllegalArgumentException e) {
      throw Problem.in(404, "id", "a queue id has 20 characters, as the 250 told it");
    }
  }
}
