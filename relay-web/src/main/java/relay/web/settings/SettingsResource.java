package relay.web.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import relay.domain.access.Right;
import relay.domain.administration.ChangeOrder;
import relay.domain.administration.ChangeResult;
import relay.domain.administration.SettingsDesk;
import relay.domain.administration.SettingsList;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.LiveSettings;
import relay.domain.configuration.SettingsChange;
import relay.domain.control.Refusal;
import relay.web.access.AdministratorOnly;
import relay.web.access.Needs;
import relay.web.control.ChangeRequest;
import relay.web.control.Conditions;
import relay.web.control.JsonBody;
import relay.web.control.TenantObjectResource;
import relay.web.json.Json;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code /api/v1/settings}. */
@Path("api/v1/settings")
@AdministratorOnly
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {
  @Inject SettingsDesk desk;
  @Inject CurrentConfiguration current;

  /** All settings of this node. */
  @GET
  @Needs(Right.OBSERVE)
  public Response list(@QueryParam("q") String part, @QueryParam("source") String source) {
    LiveSettings live = current.live();
    JsonObject list =
        SettingsJson.list(
            new SettingsList(current).rows(), live, current.trouble(), part, source(source));
    return tagged(Response.ok(Json.text(list)), live);
  }

  /** Changes what the document names. */
  @PATCH
  @Consumes({TenantObjectResource.MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response change(@BeanParam ChangeRequest asked, InputStream body) {
    ChangeOrder order = asked.order();
    return answer(desk.change(SettingsJson.wishes(JsonBody.read(body)), order), order);
  }

  /** Makes a version that is like an earlier one. */
  @POST
  @Path("rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response rollback(@BeanParam ChangeRequest asked, InputStream body) {
    ChangeOrder order = asked.order();
    return answer(desk.rollback(SettingsJson.version(JsonBody.read(body)), order), order);
  }

  /** What each version changed, newest first. */
  @GET
  @Needs(Right.OBSERVE)
  @Path("history")
  public String history(@BeanParam PageRequest page) {
    LiveSettings live = current.live();
    return Json.text(
        page.descending(live.history(), SettingsResource::place)
            .under("versions", SettingsJson::version)
            .add("version", live.version())
            .add("oldest", live.oldest())
            .build());
  }

  private static String place(SettingsChange change) {
    return String.format(Locale.ROOT, "%019d", change.version());
  }

  /** What must change to come from one version to another. */
  @GET
  @Needs(Right.OBSERVE)
  @Path("diff")
  public String diff(@QueryParam("from") String from, @QueryParam("to") String to) {
    LiveSettings live = current.live();
    long older = version("from", from, Math.max(live.oldest(), live.version() - 1));
    long newer = version("to", to, live.version());
    SortedMap<String, String> before = texts(live, "from", older);
    SortedMap<String, String> after = texts(live, "to", newer);
    return Json.text(
        Json.object()
            .add("from", older)
            .add("to", newer)
            .add("changes", SettingsJson.differences(LiveSettings.differences(before, after)))
            .build());
  }

  private static SortedMap<String, String> texts(LiveSettings live, String name, long version) {
    return live.textsAt(version)
        .orElseThrow(
            () ->
                Problem.in(
                    404,
                    name,
                    name + " must be a version from " + live.oldest() + " to " + live.version()));
  }

  private static Response answer(ChangeResult result, ChangeOrder order) {
    if (result instanceof ChangeResult.Done done) {
      LiveSettings before = (LiveSettings) done.before().orElse(LiveSettings.NONE);
      LiveSettings after = (LiveSettings) done.after().orElse(LiveSettings.NONE);
      JsonObject body = SettingsJson.changed(before, after, order.trial());
      return tagged(Response.ok(Json.text(body)), order.trial() ? before : after);
    }
    if (result instanceof ChangeResult.Unexpected unexpected) {
      throw Problem.in(
          412,
          HttpHeaders.IF_MATCH,
          "the settings have version "
              + unexpected.current().map(o -> o.version()).orElse(0L)
              + "; get them and decide anew");
    }
    Refusal why = ((ChangeResult.Refused) result).why();
    throw why instanceof Refusal.Invalid invalid
        ? Problem.in(422, invalid.field(), "setting " + invalid.field() + " " + invalid.rule())
        : Problem.of(409, ((Refusal.Conflict) why).why());
  }

  private static Response tagged(Response.ResponseBuilder answer, LiveSettings live) {
    return answer.header(HttpHeaders.ETAG, Conditions.tag(live.version())).build();
  }

  private static Optional<SettingsList.Source> source(String text) {
    if (text == null) {
      return Optional.empty();
    }
    for (SettingsList.Source source : SettingsList.Source.values()) {
      if (SettingsJson.word(source).equals(text)) {
        return Optional.of(source);
      }
    }
    throw Problem.in(400, "source", "must be default, file, live or environment");
  }

  private static long version(String name, String text, long absent) {
    try {
      return text == null ? absent : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.in(400, name, name + " must be the number of a version");
    }
  }
}
