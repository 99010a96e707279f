package relay.web.automation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import relay.domain.access.Right;
import relay.domain.automation.AutomationDesk;
import relay.domain.automation.ContactEvent;
import relay.domain.contacts.ContactDesk;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * {@code POST .../contacts/{contact}/events}: something happened to a contact, which may let it
 * into automations.
 */
@Path("api/v1/tenants/{tenant}/contacts/{contact}/events")
@Needs(Right.CHANGE_CONTACTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactEventResource {
  @Inject AutomationDesk desk;
  @Inject ContactDesk contacts;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response tell(
      @PathParam("tenant") String tenant, @PathParam("contact") String contact, InputStream body) {
    JsonObject json = JsonBody.read(body);
    try {
      ContactEvent event = ContactEvent.read(json, Set.of(), () -> UUID.randomUUID().toString());
      JsonObjectBuilder verdicts = Json.object();
      desk.tell(tenant, ContactInPath.id(contacts, tenant, contact), event)
          .forEach((automation, verdict) -> verdicts.add(automation, Fields.word(verdict)));
      return Response.accepted(
              Json.text(Json.object().add("id", event.id()).add("automations", verdicts).build()))
          .build();
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.field() + " " + e.rule());
    }
  }
}
