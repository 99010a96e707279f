package relay.web.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import relay.domain.access.Right;
import relay.domain.contacts.ContactJson;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentDesk;
import relay.domain.contacts.SegmentDesk.Found;
import relay.domain.control.InvalidField;
import relay.domain.view.QueryTexts;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code .../segments/{id}/contacts}: how many contacts a segment means, and some of them. */
@Path("api/v1/tenants/{tenant}/segments/{id}/contacts")
@Needs(Right.READ_CONTACTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SegmentResource {
  private static final int SAMPLE_DEFAULT = 10;
  private static final int SAMPLE_MAX = 100;
  @Inject SegmentDesk desk;

  @GET
  public String ask(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @QueryParam("sample") String sample) {
    int most = new QueryTexts(name -> sample).upTo("sample", SAMPLE_MAX).orElse(SAMPLE_DEFAULT);
    Segment segment =
        desk.find(tenant, id)
            .orElseThrow(() -> Problem.in(404, "id", "there is no segment of this id"));
    Found found;
    try {
      found = desk.ask(segment, most);
    } catch (InvalidField e) {
      throw Problem.of(409, "the segment cannot be asked any more: " + e.getMessage());
    }
    JsonArrayBuilder contacts = Json.array();
    found.sample().forEach(contact -> contacts.add(ContactJson.write(contact)));
    return Json.text(Json.object().add("count", found.count()).add("sample", contacts).build());
  }
}
