package relay.web.automation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.access.Right;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationDesk;
import relay.domain.automation.AutomationLedger;
import relay.domain.automation.AutomationLedger.Story;
import relay.domain.automation.Footprint;
import relay.domain.contacts.ContactDesk;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code .../automations/{id}/contacts/{contact}}: the path of a contact, by id or address. */
@Path("api/v1/tenants/{tenant}/automations/{id}/contacts/{contact}")
@Needs(Right.READ_CONTACTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AutomationPathResource {
  @Inject AutomationDesk desk;
  @Inject AutomationLedger ledger;
  @Inject ContactDesk contacts;

  @GET
  public String path(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("contact") String contact) {
    Automation automation =
        desk.find(tenant, id)
            .orElseThrow(() -> Problem.in(404, "id", "there is no automation of this id"));
    String found = ContactInPath.id(contacts, tenant, contact);
    JsonArrayBuilder entries = Json.array();
    ledger.stories(automation, found).forEach(story -> entries.add(entry(story)));
    return Json.text(Json.object().add("contact", found).add("entries", entries).build());
  }

  private static JsonObjectBuilder entry(Story story) {
    JsonObjectBuilder out =
        Json.object()
            .add("id", story.id())
            .add("state", story.state())
            .add("entered_at", story.enteredAt().toString());
    story.endedAt().ifPresent(at -> out.add("ended_at", at.toString()));
    story.dueAt().ifPresent(at -> out.add("due_at", at.toString()));
    if (!story.next().isEmpty()) {
      out.add("next", story.next());
    }
    JsonArrayBuilder path = Json.array();
    story.path().forEach(print -> path.add(print(print)));
    return out.add("path", path);
  }

  private static JsonObjectBuilder print(Footprint print) {
    JsonObjectBuilder out =
        Json.object()
            .add("step", print.name())
            .add("at", print.at().toString())
            .add("what", print.what());
    if (!print.detail().isEmpty()) {
      out.add("detail", print.detail());
    }
    return out;
  }
}
