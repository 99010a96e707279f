package relay.web.view;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import relay.domain.mail.QueueId;
import relay.domain.view.MessageQueryReader;
import relay.domain.view.MessageView;
import relay.web.access.AdministratorOnly;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/messages}: find mails, tell the story of one. */
@Path("api/v1/messages")
@AdministratorOnly
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {
  @Inject MessageView view;

  @GET
  public String find(@Context UriInfo request) {
    var query = new MessageQueryReader(request.getQueryParameters()::getFirst).read();
    return Json.text(MessageJson.page(view.find(query)));
  }

  @GET
  @Path("{id}")
  public String story(@PathParam("id") String id) {
    return Json.text(
        view.story(queueId(id))
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
