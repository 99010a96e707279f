package relay.web.automation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.access.Right;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationDesk;
import relay.domain.automation.AutomationLedger;
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
    ledger.stories(automation, found).forEach(story -> entries.add(StoryJson.of(story)));
    return Json.text(Json.object().add("contact", found).add("entries", entries).build());
  }
}
