package relay.web.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import relay.domain.access.Permit;
import relay.domain.access.Right;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.QueueId;
import relay.domain.view.DeliveryReport;
import relay.domain.view.MessageView;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/messages/{id}/report}: as JSON, or as a page that prints well. */
@Path("api/v1/messages/{id}/report")
@Needs(value = Right.READ_MAIL, narrows = true)
@ApplicationScoped
public class ReportResource {
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
  @Inject MessageView view;
  @Inject RelayConfiguration configuration;
  @Inject InstantSource clock;

  @GET
  public Response report(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Permit permit = Caller.of(security).leave();
    MediaType form = wanted(headers.getAcceptableMediaTypes());
    DeliveryReport report =
        view.story(queueId(id))
            .filter(story -> permit.covers(story.message().reception().owner()))
            .map(DeliveryReport::of)
            .orElseThrow(() -> Problem.in(404, "id", "no mail of this id is on record"));
    Instant now = clock.instant();
    String host = configuration.node().hostName();
    String text =
        form.equals(HTML)
            ? ReportPage.of(report, host, now, uri.getBaseUri().getPath())
            : Json.text(ReportJson.of(report, host, now));
    return Response.ok(text, form).header(HttpHeaders.VARY, "Accept").build();
  }

  /**
   * The best liked first; JSON for whoever likes both alike. Servers differ in selecting variants.
   */
  private static MediaType wanted(List<MediaType> acceptable) {
    for (MediaType accepted : acceptable) {
      if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return MediaType.APPLICATION_JSON_TYPE;
      }
      if (accepted.isCompatible(HTML)) {
        return HTML;
      }
    }
    throw Problem.in(406, "Accept", "must allow application/json or text/html");
  }

  private static QueueId queueId(String text) {
    try {
      return new QueueId(text);
    } catch (IllegalArgumentException e) {
      throw Problem.in(404, "id", "a queue id has 20 characters, as the 250 told it");
    }
  }
}
