package relay.web.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignDesk;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.CampaignReport.By;
import relay.domain.campaign.report.CampaignReport.Question;
import relay.domain.campaign.report.Totals;
import relay.domain.view.ViewUnavailable;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/tenants/{tenant}/campaigns/compare?id=a&id=b}: campaigns side by side. */
@Path("api/v1/tenants/{tenant}/campaigns/compare")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
public class CampaignCompareResource {
  static final int CAMPAIGNS_MAX = 20;
  private static final long RETRY_SECONDS = 5;
  @Inject CampaignDesk desk;
  @Inject CampaignReport report;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String json(@PathParam("tenant") String tenant, @QueryParam("id") List<String> ids) {
    JsonArrayBuilder rows = Json.array();
    totals(tenant, ids).forEach((id, totals) -> rows.add(TotalsJson.of("campaign", id, totals)));
    return Json.text(Json.object().add("tenant", tenant).add("rows", rows).build());
  }

  @GET
  @Produces(CampaignGroupsResource.CSV + "; charset=utf-8")
  public String csv(@PathParam("tenant") String tenant, @QueryParam("id") List<String> ids) {
    var out = new TotalsCsv("campaign");
    totals(tenant, ids).forEach(out::add);
    return out.text();
  }

  private Map<String, Totals> totals(String tenant, List<String> ids) {
    if (ids.isEmpty() || ids.size() > CAMPAIGNS_MAX) {
      throw Problem.in(400, "id", "must be given once to " + CAMPAIGNS_MAX + " times");
    }
    Map<String, Totals> all = new LinkedHashMap<>();
    for (String id : ids) {
      Campaign campaign =
          desk.find(tenant, id)
              .orElseThrow(() -> Problem.in(404, "id", "there is no campaign " + known(id)));
      all.put(id, totals(campaign));
    }
    return all;
  }

  /** Back to the client goes only what could be the name of a campaign. */
  private static String known(String id) {
    return relay.domain.mail.CampaignName.isOne(id) ? id : "of this id";
  }

  private Totals totals(Campaign campaign) {
    if (campaign.run().number() == 0) {
      return Totals.NONE;
    }
    var question =
        new Question(campaign.tenant(), campaign.run().number(), By.VARIANT, Optional.empty());
    try {
      return report.rows(question).stream()
          .map(CampaignReport.Row::totals)
          .reduce(Totals.NONE, Totals::plus);
    } catch (ViewUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
  }
}
