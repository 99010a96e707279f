package relay.web.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.InstantSource;
import relay.domain.access.Right;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignDesk;
import relay.domain.campaign.report.Conversion;
import relay.domain.campaign.report.ConversionBook;
import relay.domain.campaign.report.ConversionBook.Noted;
import relay.domain.control.InvalidField;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code POST /api/v1/tenants/{tenant}/campaigns/{id}/conversions}: what a recipient did. */
@Path("api/v1/tenants/{tenant}/campaigns/{id}/conversions")
@Needs(Right.CHANGE_CONTACTS)
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConversionResource {
  @Inject CampaignDesk desk;
  @Inject ConversionBook book;
  @Inject InstantSource clock;

  @POST
  public String note(
      @PathParam("tenant") String tenant, @PathParam("id") String id, InputStream body) {
    Campaign campaign =
        desk.find(tenant, id)
            .orElseThrow(() -> Problem.in(404, "id", "there is no campaign of this id"));
    Conversion conversion;
    try {
      conversion = Conversion.read(JsonBody.read(body));
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.rule());
    }
    Noted noted =
        campaign.run().number() == 0
            ? Noted.NO_RECIPIENT
            : book.note(
                campaign.run().number(),
                campaign.run().startedAt().orElseThrow(),
                conversion,
                clock.instant());
    if (noted == Noted.NO_RECIPIENT) {
      throw Problem.in(
          422,
          conversion.mail().isPresent() ? "mail" : "contact",
          "must be of a recipient to whom the campaign was sent");
    }
    if (noted == Noted.TOO_MANY) {
      throw Problem.of(
          409, "a recipient has at most " + ConversionBook.OF_A_RECIPIENT_MAX + " conversions");
    }
    return Json.text(Json.object().add("id", id).add("counted", noted == Noted.COUNTED).build());
  }
}
