package relay.web.automation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
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
import relay.domain.contacts.ContactDesk;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.mail.CampaignName;
import relay.domain.tenancy.ShortName;
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
  private static final int DATA_CHARS_MAX = 8_000;

  @Inject AutomationDesk desk;
  @Inject ContactDesk contacts;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response tell(
      @PathParam("tenant") String tenant, @PathParam("contact") String contact, InputStream body) {
    JsonObject json = JsonBody.read(body);
    try {
      Fields fields = new Fields(json);
      for (String name : fields.names()) {
        if (!Set.of("name", "id", "data").contains(name)) {
          throw new InvalidField(name, "is not known; name, id and data are");
        }
      }
      String event =
          fields
              .value("name", ShortName.RULE, ShortName::of)
              .orElseThrow(() -> new InvalidField("name", ShortName.RULE));
      String id =
          fields
              .value("id", CampaignName.RULE, CampaignName::of)
              .orElseGet(() -> UUID.randomUUID().toString());
      JsonObjectBuilder verdicts = Json.object();
      desk.tell(tenant, ContactWord.id(contacts, tenant, contact), event, id, data(json))
          .forEach((automation, verdict) -> verdicts.add(automation, Fields.word(verdict)));
      return Response.accepted(
              Json.text(Json.object().add("id", id).add("automations", verdicts).build()))
          .build();
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.field() + " " + e.rule());
    }
  }

  private static JsonObject data(JsonObject json) {
    JsonValue data = json.getOrDefault("data", JsonValue.EMPTY_JSON_OBJECT);
    if (!(data instanceof JsonObject object) || data.toString().length() > DATA_CHARS_MAX) {
      throw new InvalidField(
          "data", "must be an object of at most " + DATA_CHARS_MAX + " characters");
    }
    return object;
  }
}
