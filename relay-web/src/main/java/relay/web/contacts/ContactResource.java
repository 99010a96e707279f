package relay.web.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import relay.domain.access.Right;
import relay.domain.administration.Expectation;
import relay.domain.administration.MergePatch;
import relay.domain.administration.ObjectDesk;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactDesk.Page;
import relay.domain.contacts.ContactFields;
import relay.domain.contacts.ContactFilter;
import relay.domain.contacts.ContactJson;
import relay.domain.contacts.ContactOutcome;
import relay.domain.contacts.ContactReader;
import relay.domain.control.InvalidField;
import relay.web.access.Needs;
import relay.web.control.Conditions;
import relay.web.control.JsonBody;
import relay.web.control.Operator;
import relay.web.control.TenantObjectResource;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/tenants/{tenant}/contacts}: whom a tenant writes to. */
@Path("api/v1/tenants/{tenant}/contacts")
@Needs(Right.CHANGE_CONTACTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactResource {
  @Inject ContactDesk desk;
  @Inject ObjectDesk objects;

  /** Some contacts, in the order in which they were made. */
  @GET
  @Needs(Right.READ_CONTACTS)
  public String list(@PathParam("tenant") String tenant, @Context UriInfo request) {
    Tenants.check(objects, tenant);
    var query = new ContactQuery(request);
    ContactFilter filter = query.filter();
    int limit = query.limit();
    Page page;
    try {
      page = desk.list(tenant, filter, query.cursor(), limit);
    } catch (IllegalArgumentException e) {
      throw Problem.in(400, "cursor", "must be the next_cursor of the page before");
    }
    JsonArrayBuilder contacts = Json.array();
    page.contacts().forEach(contact -> contacts.add(ContactJson.write(contact)));
    JsonObjectBuilder out = Json.object().add("contacts", contacts);
    page.next().ifPresent(next -> out.add("next_cursor", next));
    return Json.text(out.build());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @PathParam("tenant") String tenant, @Context SecurityContext security, InputStream body) {
    Tenants.check(objects, tenant);
    ContactFields fields = read(tenant, JsonBody.read(body));
    return answer(desk.create(tenant, fields, Operator.of(security)), tenant, true);
  }

  @GET
  @Path("{id}")
  @Needs(Right.READ_CONTACTS)
  public Response show(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context HttpHeaders headers) {
    Contact contact = desk.find(tenant, id).orElseThrow(Tenants::noContact);
    return Conditions.isKnown(headers, contact.version())
        ? Response.notModified().header(HttpHeaders.ETAG, tag(contact)).build()
        : shown(Response.ok(), contact);
  }

  /** Replaces the whole of it: what the document leaves out is not known any more. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Expectation expected = Conditions.expectation(headers);
    if (expected.what() != Expectation.Presence.PRESENT) {
      throw Problem.in(
          428,
          HttpHeaders.IF_MATCH,
          "must name the version that is replaced, or be * for whichever; a PATCH needs none");
    }
    ContactFields fields = read(tenant, JsonBody.read(body));
    return change(tenant, id, expected, security, before -> fields);
  }

  /** Changes what the merge patch names. */
  @PATCH
  @Path("{id}")
  @Consumes({TenantObjectResource.MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response patch(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    JsonObject patch = JsonBody.read(body);
    ContactReader reader = new ContactReader(desk.schema(tenant));
    return change(
        tenant,
        id,
        Conditions.expectation(headers),
        security,
        before -> reader.read(MergePatch.apply(ContactJson.write(before), patch)));
  }

  /** Takes it away; doing it again is as good. */
  @DELETE
  @Path("{id}")
  public Response remove(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    desk.remove(tenant, id, Operator.of(security));
    return Response.noContent().build();
  }

  private ContactFields read(String tenant, JsonObject document) {
    try {
      return new ContactReader(desk.schema(tenant)).read(document);
    } catch (InvalidField e) {
      throw Tenants.invalid(e);
    }
  }

  private Response change(
      String tenant,
      String id,
      Expectation expected,
      SecurityContext security,
      UnaryOperator<ContactFields> change) {
    try {
      return answer(
          desk.change(tenant, id, expected.versions(), change, Operator.of(security)),
          tenant,
          false);
    } catch (InvalidField e) {
      throw Tenants.invalid(e);
    }
  }

  private static Response answer(ContactOutcome outcome, String tenant, boolean isNew) {
    if (outcome instanceof ContactOutcome.Done done) {
      URI at = URI.create("/api/v1/tenants/" + tenant + "/contacts/" + done.contact().id());
      return shown(isNew ? Response.created(at) : Response.ok(), done.contact());
    }
    if (outcome instanceof ContactOutcome.Taken taken) {
      throw Problem.in(
          409, "address", "contact " + taken.id() + " has this address already; change that one");
    }
    if (outcome instanceof ContactOutcome.Unexpected unexpected) {
      Optional<Contact> current = unexpected.current();
      throw Problem.in(
          412,
          HttpHeaders.IF_MATCH,
          current
              .map(c -> "contact " + c.id() + " has version " + c.version() + "; get it anew")
              .orElse("it is not there"));
    }
    throw Tenants.noContact();
  }

  private static Response shown(Response.ResponseBuilder answer, Contact contact) {
    return answer
        .header(HttpHeaders.ETAG, tag(contact))
        .entity(Json.text(ContactJson.write(contact)))
        .build();
  }

  private static String tag(Contact contact) {
    return Conditions.tag(contact.version());
  }
}
