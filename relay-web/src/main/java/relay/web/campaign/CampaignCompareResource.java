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
import relay.domain.campaign.SeriesKind;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.Totals;
import relay.domain.contacts.Segment;
import relay.domain.control.ControlSource;
import relay.domain.mail.CampaignName;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/tenants/{tenant}/campaigns/compare?id=a&id=b}: campaigns side by side. */
@Path("api/v1/tenants/{tenant}/campaigns/compare")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
public class CampaignCompareResource {
  static final int CAMPAIGNS_MAX = 20;
  @Inject CampaignDesk desk;
  @Inject CampaignReport report;
  @Inject ControlSource control;

  /**
   * @param series the newest of its campaigns, in the place of ids
   * @param segment those of the recipients only who are in it now
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String json(
      @PathParam("tenant") String tenant,
      @QueryParam("id") List<String> ids,
      @QueryParam("series") String series,
      @QueryParam("segment") String segment) {
    JsonArrayBuilder rows = Json.array();
    totals(campaigns(tenant, ids, series), tenant, segment)
        .forEach((id, totals) -> rows.add(TotalsJson.of("campaign", id, totals)));
    return Json.text(Json.object().add("tenant", tenant).add("rows", rows).build());
  }

  @GET
  @Produces(CampaignGroupsResource.CSV + "; charset=utf-8")
  public String csv(
      @PathParam("tenant") String tenant,
      @QueryParam("id") List<String> ids,
      @QueryParam("series") String series,
      @QueryParam("segment") String segment) {
    var out = new TotalsCsv("campaign");
    totals(campaigns(tenant, ids, series), tenant, segment).forEach(out::add);
    return out.text();
  }

  private List<Campaign> campaigns(String tenant, List<String> ids, String series) {
    if (series != null) {
      if (!ids.isEmpty()) {
        throw Problem.in(400, "series", "or id must be given, one of the two");
      }
      List<Campaign> all =
          control
              .state()
              .find(SeriesKind.SERIES, tenant, series)
              .orElseThrow(() -> Problem.in(404, "series", SeriesTimesResource.UNKNOWN))
              .campaigns(control.state());
      return all.subList(Math.max(0, all.size() - CAMPAIGNS_MAX), all.size());
    }
    if (ids.isEmpty() || ids.size() > CAMPAIGNS_MAX) {
      throw Problem.in(400, "id", "must be given once to " + CAMPAIGNS_MAX + " times");
    }
    return ids.stream()
        .map(
            id ->
                desk.find(tenant, id)
                    .orElseThrow(() -> Problem.in(404, "id", "there is no campaign " + known(id))))
        .toList();
  }

  /** Back to the client goes only what could be the name of a campaign. */
  private static String known(String id) {
    return CampaignName.isOne(id) ? id : "of this id";
  }

  private Map<String, Totals> totals(List<Campaign> campaigns, String tenant, String segment) {
    Optional<Segment> narrowed = CampaignSums.segment(control.state(), tenant, segment);
    Map<String, Totals> all = new LinkedHashMap<>();
    campaigns.forEach(each -> all.put(each.id(), CampaignSums.total(report, each, narrowed)));
    return all;
  }
}
