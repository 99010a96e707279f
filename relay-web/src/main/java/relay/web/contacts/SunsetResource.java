package relay.web.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.campaign.SunsetRule;
import relay.domain.contacts.ContactJson;
import relay.domain.contacts.InactiveSegment;
import relay.domain.contacts.SegmentDesk;
import relay.domain.contacts.SegmentDesk.Found;
import relay.domain.control.ControlSource;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.Sunset;
import relay.domain.view.QueryTexts;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code .../sunset}: how many contacts a sunset rule would leave out, before anybody sets it. */
@Path("api/v1/tenants/{tenant}/sunset")
@Needs(Right.READ_CONTACTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SunsetResource {
  private static final int SAMPLE_DEFAULT = 10;
  private static final int SAMPLE_MAX = 100;
  private static final int ID_CHARS_MAX = 64;
  @Inject SegmentDesk desk;
  @Inject ControlSource control;

  @GET
  public String preview(@PathParam("tenant") String tenant, @Context UriInfo uri) {
    var query = new QueryTexts(name -> uri.getQueryParameters().getFirst(name));
    Sunset rule = rule(tenant, query);
    Optional<String> list = query.one("list", "the id of a list", SunsetResource::id);
    int most = query.upTo("sample", SAMPLE_MAX).orElse(SAMPLE_DEFAULT);
    Found found;
    try {
      found = desk.ask(InactiveSegment.of(tenant, rule, list), most);
    } catch (InvalidField e) {
      throw Problem.in(400, "list", "must be a list of the tenant");
    }
    JsonArrayBuilder contacts = Json.array();
    found.sample().forEach(contact -> contacts.add(ContactJson.write(contact)));
    return Json.text(
        Json.object()
            .add("inactive_days", rule.days())
            .add("mails", rule.mails())
            .add("told", Sunset.isTold(control.state(), tenant))
            .add("count", found.count())
            .add("sample", contacts)
            .build());
  }

  /** What is asked for, or what the tenant has. */
  private Sunset rule(String tenant, QueryTexts query) {
    Optional<Sunset> own = SunsetRule.ofTenant(control.state(), tenant);
    int days =
        query.upTo("inactive_days", Sunset.DAYS_MAX).or(() -> own.map(Sunset::days)).orElse(0);
    int mails = query.upTo("mails", Sunset.MAILS_MAX).or(() -> own.map(Sunset::mails)).orElse(0);
    if (days == 0 || mails == 0) {
      throw Problem.in(
          400,
          days == 0 ? "inactive_days" : "mails",
          "must be given, for the tenant has no sunset rule");
    }
    return new Sunset(days, mails);
  }

  private static String id(String text) {
    if (text.length() > ID_CHARS_MAX) {
      throw new IllegalArgumentException("too long for an id");
    }
    return text;
  }
}
