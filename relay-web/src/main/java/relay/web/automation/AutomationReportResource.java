package relay.web.automation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import relay.domain.access.Right;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationDesk;
import relay.domain.automation.AutomationGuards;
import relay.domain.automation.AutomationLedger;
import relay.web.access.Needs;
import relay.web.campaign.GuardsJson;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/tenants/{tenant}/automations/{id}/report}: how many are where. */
@Path("api/v1/tenants/{tenant}/automations/{id}/report")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AutomationReportResource {
  @Inject AutomationDesk desk;
  @Inject AutomationLedger ledger;
  @Inject AutomationGuards guards;

  @GET
  public String report(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    Automation automation =
        desk.find(tenant, id)
            .orElseThrow(() -> Problem.in(404, "id", "there is no automation of this id"));
    AutomationLedger.Counts counts = ledger.counts(automation);
    JsonObjectBuilder out =
        Json.object()
            .add("id", automation.id())
            .add("tenant", automation.tenant())
            .add("state", automation.state().label())
            .add("inside", counts.inside())
            .add("watched", counts.watched())
            .add("ended", words(counts.ended()))
            .add("steps", words(counts.steps()))
            .add("guards", GuardsJson.of(guards.stands(automation)));
    automation.run().guard().ifPresent(trip -> out.add("guard", trip.write()));
    return Json.text(out.build());
  }

  private static JsonObjectBuilder words(Map<String, Long> counts) {
    JsonObjectBuilder out = Json.object();
    counts.forEach(out::add);
    return out;
  }
}
