package relay.web.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignCounts;
import relay.domain.campaign.CampaignDesk;
import relay.domain.campaign.CampaignGuards;
import relay.domain.campaign.CampaignLedger;
import relay.domain.campaign.CampaignTests;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.CampaignReport.By;
import relay.domain.campaign.report.CampaignReport.Question;
import relay.domain.campaign.report.CampaignReport.Row;
import relay.domain.campaign.report.RepermissionReport;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/tenants/{tenant}/campaigns/{id}/report}: how far it has come. */
@Path("api/v1/tenants/{tenant}/campaigns/{id}/report")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class CampaignReportResource {
  @Inject CampaignDesk desk;
  @Inject CampaignLedger ledger;
  @Inject CampaignGuards guards;
  @Inject CampaignReport report;
  @Inject CampaignTests tests;
  @Inject RepermissionReport repermissions;
  @Inject InstantSource clock;

  @GET
  public String report(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    Campaign campaign =
        desk.find(tenant, id)
            .orElseThrow(() -> Problem.in(404, "id", "there is no campaign of this id"));
    long run = campaign.run().number();
    CampaignCounts counts = run == 0 ? CampaignCounts.NONE : ledger.counts(run);
    JsonObjectBuilder fates = Json.object();
    for (MailFate fate : MailFate.values()) {
      fates.add(fate.label(), counts.of(fate));
    }
    JsonObjectBuilder out =
        Json.object()
            .add("id", campaign.id())
            .add("tenant", campaign.tenant())
            .add("state", campaign.state().label())
            .add("recipients", counts.total())
            .add("open", counts.open())
            .add("sent", counts.sent())
            .add("by_state", fates)
            .add("bounces", words(counts.bounces()))
            .add("skips", words(counts.skips()))
            .add("waits", words(counts.waits()))
            .add("complaints", counts.complaints())
            .add("unsubscribes", counts.unsubscribes())
            .add("guards", GuardsJson.of(guards.of(campaign, counts)));
    campaign.run().guard().ifPresent(trip -> out.add("guard", trip.write()));
    if (run > 0 && !campaign.plan().variants().isEmpty()) {
      JsonArrayBuilder variants = Json.array();
      var asked = new Question(tenant, run, By.VARIANT, Optional.empty());
      for (Row row : report.rows(asked)) {
        String name = campaign.plan().variants().nameOf(Integer.parseInt(row.name()));
        variants.add(TotalsJson.of("variant", name, row.totals()));
      }
      out.add("by_variant", variants);
      TestJson.of(campaign, tests).ifPresent(test -> out.add("test", test));
    }
    if (run > 0 && campaign.plan().inactive().repermission().isPresent()) {
      out.add("repermission", RepermissionJson.of(repermissions.of(campaign, clock.instant())));
    }
    campaign.run().startedAt().ifPresent(at -> out.add("started_at", at.toString()));
    campaign.run().endedAt().ifPresent(at -> out.add("ended_at", at.toString()));
    return Json.text(out.build());
  }

  private static JsonObjectBuilder words(Map<String, Long> counts) {
    JsonObjectBuilder out = Json.object();
    counts.forEach((word, count) -> out.add(word.isEmpty() ? "other" : word, count));
    return out;
  }
}
