package relay.web.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.campaign.CampaignDesk;
import relay.domain.csv.CsvLine;
import relay.domain.tracking.TrackingReport;
import relay.domain.tracking.TrackingReport.By;
import relay.domain.tracking.TrackingReport.Question;
import relay.domain.tracking.TrackingReport.Row;
import relay.domain.view.ViewUnavailable;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * {@code GET /api/v1/tenants/{tenant}/campaigns/{id}/report/link}: how often each link was followed
 * in each form of its mail, as JSON or CSV. Visits, since it started.
 */
@Path("api/v1/tenants/{tenant}/campaigns/{id}/report/link")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
public class CampaignLinksResource {
  private static final long RETRY_SECONDS = 5;
  @Inject CampaignDesk desk;
  @Inject TrackingReport visits;
  @Inject InstantSource clock;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String json(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    JsonArrayBuilder rows = Json.array();
    for (Row row : rows(tenant, id)) {
      rows.add(
          Json.object()
              .add("link", row.name())
              .add("variant", row.variant())
              .add(
                  "clicks",
                  Json.object()
                      .add("people", row.clicks().people())
                      .add("machines", row.clicks().machines())));
    }
    return Json.text(
        Json.object()
            .add("id", id)
            .add("tenant", tenant)
            .add("by", "link")
            .add("rows", rows)
            .build());
  }

  @GET
  @Produces(CampaignGroupsResource.CSV + "; charset=utf-8")
  public String csv(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    var out = new StringBuilder("link,variant,clicks_people,clicks_machines\r\n");
    for (Row row : rows(tenant, id)) {
      List<String> line =
          List.of(
              row.name(),
              row.variant(),
              Long.toString(row.clicks().people()),
              Long.toString(row.clicks().machines()));
      out.append(CsvLine.write(line)).append("\r\n");
    }
    return out.toString();
  }

  private List<Row> rows(String tenant, String id) {
    Optional<Instant> startedAt =
        desk.find(tenant, id)
            .orElseThrow(() -> Problem.in(404, "id", "there is no campaign of this id"))
            .run()
            .startedAt();
    if (startedAt.isEmpty()) {
      return List.of();
    }
    LocalDate first = startedAt.get().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    try {
      return visits.rows(
          new Question(
              tenant, By.LINK_OF_VARIANT, first, today, Optional.empty(), Optional.of(id)));
    } catch (ViewUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
  }
}
