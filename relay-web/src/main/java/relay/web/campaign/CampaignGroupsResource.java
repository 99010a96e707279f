package relay.web.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import relay.domain.access.Right;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignDesk;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.CampaignReport.By;
import relay.domain.campaign.report.CampaignReport.Row;
import relay.domain.contacts.Segment;
import relay.domain.control.ControlSource;
import relay.domain.control.Fields;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * {@code GET /api/v1/tenants/{tenant}/campaigns/{id}/report/{by}}: what became of the recipients,
 * in groups, as JSON or CSV.
 */
@Path("api/v1/tenants/{tenant}/campaigns/{id}/report/{by}")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
public class CampaignGroupsResource {
  static final String CSV = "text/csv";
  private static final String SEGMENT = "segment";
  private static final int SEGMENTS_MAX = 20;
  @Inject CampaignDesk desk;
  @Inject CampaignReport report;
  @Inject ControlSource control;

  /**
   * @param segments narrow it, or are the groups
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String json(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("by") String by,
      @QueryParam(SEGMENT) List<String> segments) {
    JsonArrayBuilder rows = Json.array();
    rows(tenant, id, by, segments)
        .forEach(row -> rows.add(TotalsJson.of(by, row.name(), row.totals())));
    JsonObjectBuilder out = Json.object().add("id", id).add("tenant", tenant).add("by", by);
    if (!by.equals(SEGMENT) && !segments.isEmpty()) {
      out.add(SEGMENT, segments.get(0));
    }
    return Json.text(out.add("rows", rows).build());
  }

  @GET
  @Produces(CSV + "; charset=utf-8")
  public String csv(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("by") String by,
      @QueryParam(SEGMENT) List<String> segments) {
    var out = new TotalsCsv(by);
    rows(tenant, id, by, segments).forEach(row -> out.add(row.name(), row.totals()));
    return out.text();
  }

  /** With the names that people read. */
  private List<Row> rows(String tenant, String id, String word, List<String> segments) {
    Campaign campaign =
        desk.find(tenant, id)
            .orElseThrow(() -> Problem.in(404, "id", "there is no campaign of this id"));
    if (word.equals(SEGMENT)) {
      return bySegment(campaign, segments);
    }
    By by =
        Stream.of(By.values())
            .filter(each -> Fields.word(each).equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.in(
                        404,
                        "by",
                        "must be variant, provider, bounce, hour, day, link or segment"));
    if (segments.size() > 1) {
      throw Problem.in(
          400, SEGMENT, "must be given once at most; several are groups of by=segment");
    }
    Optional<Segment> segment =
        CampaignSums.segment(control.state(), tenant, segments.stream().findFirst().orElse(null));
    List<Row> rows = CampaignSums.rows(report, campaign, by, segment);
    return by == By.VARIANT ? rows.stream().map(row -> named(campaign, row)).toList() : rows;
  }

  /** Who is in two of them counts in both. */
  private List<Row> bySegment(Campaign campaign, List<String> segments) {
    if (segments.isEmpty() || segments.size() > SEGMENTS_MAX) {
      throw Problem.in(400, SEGMENT, "must be given once to " + SEGMENTS_MAX + " times");
    }
    return segments.stream()
        .distinct()
        .map(
            name -> {
              Optional<Segment> segment =
                  CampaignSums.segment(control.state(), campaign.tenant(), name);
              return new Row(name, CampaignSums.total(report, campaign, segment));
            })
        .toList();
  }

  private static Row named(Campaign campaign, Row row) {
    int number = Integer.parseInt(row.name());
    return new Row(campaign.plan().variants().nameOf(number), row.totals());
  }
}
