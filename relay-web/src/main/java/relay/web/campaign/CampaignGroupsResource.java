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
import relay.domain.campaign.report.CampaignReport.Question;
import relay.domain.campaign.report.CampaignReport.Row;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlSource;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.view.ViewUnavailable;
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
  private static final long RETRY_SECONDS = 5;
  @Inject CampaignDesk desk;
  @Inject CampaignReport report;
  @Inject ControlSource control;

  /** Rows with the names that people read. */
  private record Groups(By by, List<Row> rows) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String json(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("by") String by,
      @QueryParam("segment") String segment) {
    Groups groups = groups(tenant, id, by, segment);
    JsonArrayBuilder rows = Json.array();
    groups.rows().forEach(row -> rows.add(TotalsJson.of(by, row.name(), row.totals())));
    JsonObjectBuilder out = Json.object().add("id", id).add("tenant", tenant).add("by", by);
    if (segment != null) {
      out.add("segment", segment);
    }
    return Json.text(out.add("rows", rows).build());
  }

  @GET
  @Produces(CSV + "; charset=utf-8")
  public String csv(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("by") String by,
      @QueryParam("segment") String segment) {
    var out = new TotalsCsv(by);
    groups(tenant, id, by, segment).rows().forEach(row -> out.add(row.name(), row.totals()));
    return out.text();
  }

  private Groups groups(String tenant, String id, String word, String segment) {
    Campaign campaign =
        desk.find(tenant, id)
            .orElseThrow(() -> Problem.in(404, "id", "there is no campaign of this id"));
    By by =
        Stream.of(By.values())
            .filter(each -> Fields.word(each).equals(word))
            .findFirst()
            .orElseThrow(
                () -> Problem.in(404, "by", "must be variant, provider, bounce, hour or day"));
    Optional<Segment> narrowed =
        Optional.ofNullable(segment)
            .map(
                name ->
                    control
                        .state()
                        .find(SegmentKind.SEGMENT, tenant, name)
                        .orElseThrow(
                            () -> Problem.in(400, "segment", "must be a segment of the tenant")));
    if (campaign.run().number() == 0) {
      return new Groups(by, List.of());
    }
    try {
      List<Row> rows = report.rows(new Question(tenant, campaign.run().number(), by, narrowed));
      return new Groups(
          by, by == By.VARIANT ? rows.stream().map(row -> named(campaign, row)).toList() : rows);
    } catch (ViewUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    } catch (InvalidField e) {
      throw Problem.in(400, "segment", "cannot be asked any more: " + e.getMessage());
    }
  }

  private static Row named(Campaign campaign, Row row) {
    int number = Integer.parseInt(row.name());
    return new Row(campaign.plan().variants().nameOf(number), row.totals());
  }
}
