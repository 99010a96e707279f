package relay.web.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.consent.Confirmation;
import relay.domain.consent.ConfirmationDesk;
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
  @Inject ConfirmationDesk confirmations;
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

  /** The mails that asked the contact to confirm the list, the newest first. */
  @GET
  @Path("{list}/confirmation")
  @Needs(Right.READ_CONTACTS)
  public String asked(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("list") String list) {
    List<Confirmation> mails = confirmations.of(tenant, id, list).orElseThrow(Tenants::noContact);
    JsonArrayBuilder out = Json.array();
    mails.forEach(mail -> out.add(json(mail)));
    return Json.text(Json.object().add("confirmations", out).build());
  }

  /** Asks the contact once more. */
  @POST
  @Path("{list}/confirmation")
  public Response ask(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("list") String list) {
    return switch (confirmations.ask(tenant, id, list)) {
      case ASKED ->
          Response.accepted(Json.text(Json.object().add("list", list).add("asked", true).build()))
              .build();
      case NO_CONTACT -> throw Tenants.noContact();
      case NO_LIST -> throw Problem.in(404, "list", "there is no list of this id");
      case NOT_ASKING ->
          throw Problem.of(
              409, "the list does not ask to confirm: it needs double_opt_in and confirm_from");
      case NOT_PENDING -> throw Problem.of(409, "the contact is not pending on this list");
      case TOO_OFTEN ->
          throw Problem.of(
              429,
              "a mail is on its way already, or the address had as many as it may have"
                  + " (contacts.confirmations-per-address); wait");
    };
  }

  private static JsonObject json(Confirmation mail) {
    JsonObjectBuilder out = Json.object().add("asked_at", mail.askedAt().toString());
    mail.dueAt().ifPresent(at -> out.add("due_at", at.toString()));
    mail.sentAt().ifPresent(at -> out.add("sent_at", at.toString()));
    if (!mail.queueId().isEmpty()) {
      out.add("message", mail.queueId());
    }
    if (!mail.problem().isEmpty()) {
      out.add("problem", mail.problem());
    }
    return out.build();
  }
}
