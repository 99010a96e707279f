package relay.web.explain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.access.Right;
import relay.domain.explain.MailExplainer;
import relay.domain.explain.StoredMail;
import relay.domain.mail.QueueId;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/messages/{id}/explain}: why a mail waits, until when, and what comes next. */
@Path("api/v1/messages/{id}/explain")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessageExplainResource {
  @Inject MessageView view;
  @Inject MailExplainer explainer;

  @GET
  public String explain(@PathParam("id") String id) {
    MessageStory story =
        view.story(queueId(id))
            .orElseThrow(() -> Problem.in(404, "id", "no mail of this id is on record"));
    return Json.text(
        ExplanationJson.of(
            explainer.explain(StoredMail.of(story)), story.message().recipients().size()));
  }

  private static QueueId queueId(String text) {
    try {
      return new QueueId(text);
    } catch (IllegalArgumentException e) {
      throw Problem.in(404, "id", "a queue id has 20 characters, as the 250 told it");
    }
  }
}
