package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.administration.ObjectDesk;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.rotation.KeyRotation;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.SendingDomain;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/tenants/{tenant}/domains/{id}/keys}: the DKIM keys of a domain. */
@Path("api/v1/tenants/{tenant}/domains/{id}/keys")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DomainKeyResource {
  @Inject KeyRotation rotation;
  @Inject ObjectDesk desk;

  @GET
  @Needs(Right.READ_TENANTS)
  public String list(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    DomainName domain = known(tenant, id);
    return Json.text(Json.object().add("keys", KeyJson.all(rotation.keys(tenant, domain))).build());
  }

  @GET
  @Path("{selector}")
  @Needs(Right.READ_TENANTS)
  public Response show(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("selector") String selector,
      @Context HttpHeaders headers) {
    DomainKey key =
        rotation
            .find(tenant, known(tenant, id), selector)
            .orElseThrow(() -> Problem.in(404, "selector", "the domain has no such key"));
    String tag = Conditions.tag(key.version());
    return Conditions.isKnown(headers, key.version())
        ? Response.notModified().header(HttpHeaders.ETAG, tag).build()
        : Response.ok(Json.text(KeyJson.of(key).build())).header(HttpHeaders.ETAG, tag).build();
  }

  /** Makes the next keys; the first ones are next ones, too. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response rotate(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @BeanParam ChangeRequest asked,
      InputStream body) {
    DomainName domain = known(tenant, id);
    boolean trial = asked.isTrial();
    JsonObject document = JsonBody.read(body);
    try {
      var order = KeyOrder.read(document, trial, asked.by());
      List<ControlObject> made = done(rotation.rotate(tenant, domain, order));
      return trial
          ? Response.ok(Json.text(trial("create", made).build())).build()
          : Response.created(asked.place())
              .entity(Json.text(Json.object().add("keys", KeyJson.all(made)).build()))
              .build();
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.getMessage());
    }
  }

  /** The answer holds every key that changed: a next one takes over at once. */
  @POST
  @Path("{selector}/retire")
  public String retire(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("selector") String selector,
      @BeanParam ChangeRequest asked) {
    boolean trial = asked.isTrial();
    List<ControlObject> changed =
        done(rotation.retire(tenant, known(tenant, id), selector, trial, asked.by()));
    return Json.text(
        (trial ? trial("retire", changed) : Json.object().add("keys", KeyJson.all(changed)))
            .build());
  }

  @DELETE
  @Path("{selector}")
  public Response remove(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("selector") String selector,
      @BeanParam ChangeRequest asked) {
    boolean trial = asked.isTrial();
    Optional<ControlOutcome> outcome =
        find(tenant, id)
            .map(name -> rotation.remove(tenant, name, selector, trial, asked.by()))
            .filter(came -> !(came instanceof ControlOutcome.Missing));
    if (outcome.isEmpty()) {
      return Response.noContent().build();
    }
    List<ControlObject> changed = done(outcome.get());
    return trial
        ? Response.ok(Json.text(trial("remove", changed).build())).build()
        : Response.noContent().build();
  }

  private static JsonObjectBuilder trial(String action, List<ControlObject> keys) {
    return Json.object().add("dry_run", true).add("action", action).add("keys", KeyJson.all(keys));
  }

  private static List<ControlObject> done(ControlOutcome outcome) {
    if (outcome instanceof ControlOutcome.Done done) {
      return done.objects();
    }
    if (outcome instanceof ControlOutcome.Missing missing) {
      throw Problem.in(404, "selector", "there is no " + missing.key());
    }
    if (outcome instanceof ControlOutcome.Refused refused) {
      throw refused.why() instanceof Refusal.Invalid invalid
          ? Problem.in(422, invalid.field(), invalid.field() + " " + invalid.rule())
          : Problem.of(409, ((Refusal.Conflict) refused.why()).why());
    }
    throw Problem.of(409, "somebody changed the keys meanwhile; look and decide anew");
  }

  private DomainName known(String tenant, String id) {
    return find(tenant, id)
        .orElseThrow(() -> Problem.in(404, "id", "the tenant has no such domain"));
  }

  private Optional<DomainName> find(String tenant, String id) {
    return Optional.of(DomainProofResource.name(id))
        .filter(name -> tenant.length() <= ControlKey.NAME_CHARS_MAX)
        .filter(name -> desk.find(SendingDomain.key(tenant, name)).isPresent());
  }
}
