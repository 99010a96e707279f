package relay.web.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentReader;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactJson;
import relay.domain.contacts.ContactList;
import relay.domain.control.InvalidField;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code .../contacts/{id}/consents}: by what right a tenant writes to a contact. */
@Path("api/v1/tenants/{tenant}/contacts/{id}/consents")
@Needs(Right.CHANGE_CONTACTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {
  @Inject ContactDesk desk;
  @Inject InstantSource clock;

  /** Every proof there is, oldest first: what is shown to whoever asks for it. */
  @GET
  @Needs(Right.READ_CONTACTS)
  public String list(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    List<Consent> proofs = desk.proofs(tenant, id).orElseThrow(Tenants::noContact);
    JsonArrayBuilder out = Json.array();
    proofs.forEach(proof -> out.add(ContactJson.write(proof)));
    return Json.text(Json.object().add("consents", out).build());
  }

  /** Gives or takes back a consent. */
  @PUT
  @Path("{list}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String put(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("list") String list,
      @Context SecurityContext security,
      InputStream body) {
    ContactList known = desk.schema(tenant).lists().get(list);
    if (known == null) {
      throw Problem.in(404, "list", "there is no list of this id");
    }
    Consent wish;
    try {
      wish = ConsentReader.read(list, JsonBody.read(body), clock.instant());
    } catch (InvalidField e) {
      throw Tenants.invalid(e);
    }
    ConsentOutcome outcome = desk.consent(tenant, id, known, wish, Operator.of(security));
    if (outcome instanceof ConsentOutcome.Refused refused) {
      throw Problem.of(409, refused.why());
    } else if (outcome instanceof ConsentOutcome.Missing) {
      throw Tenants.noContact();
    }
    boolean isChanged = outcome instanceof ConsentOutcome.Changed;
    String state =
        outcome instanceof ConsentOutcome.Changed changed
            ? changed.consent().state().label()
            : ((ConsentOutcome.Kept) outcome).state().label();
    return Json.text(
        Json.object().add("list", list).add("state", state).add("changed", isChanged).build());
  }
}
