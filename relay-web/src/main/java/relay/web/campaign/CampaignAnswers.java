package relay.web.campaign;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import relay.domain.administration.ObjectDesk;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignDesk.Answer;
import relay.web.control.Conditions;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** What became of an order, as a response. */
final class CampaignAnswers {
  private CampaignAnswers() {}

  /** The campaign as it is then. */
  static Response accepted(Answer answer, ObjectDesk objects) {
    if (answer instanceof Answer.Refused refused) {
      throw Problem.of(409, refused.why());
    }
    if (!(answer instanceof Answer.Done done)) {
      throw Problem.in(404, "id", "there is no campaign of this id");
    }
    Campaign campaign = done.campaign();
    return Response.accepted(Json.text(objects.shown(campaign)))
        .header(HttpHeaders.ETAG, Conditions.tag(campaign.version()))
        .build();
  }
}
