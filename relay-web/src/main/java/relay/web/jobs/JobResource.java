package relay.web.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import relay.domain.access.Right;
import relay.domain.audit.AuditPen;
import relay.domain.campaign.CampaignJobs;
import relay.domain.contacts.file.ImportJobs;
import relay.domain.retention.JobRun;
import relay.domain.retention.PruneJobs;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;

/** {@code GET /api/v1/jobs}, {@code POST /api/v1/jobs/prune}. */
@Path("api/v1/jobs")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {
  private static final int RUNS_SHOWN = 50;
  @Inject PruneJobs jobs;
  @Inject ImportJobs contactImports;
  @Inject CampaignJobs campaigns;
  @Inject AuditPen audit;

  @GET
  public String history() {
    var runs = Json.array();
    Stream.of(
            jobs.history(RUNS_SHOWN),
            contactImports.history(RUNS_SHOWN),
            campaigns.history(RUNS_SHOWN))
        .flatMap(List::stream)
        .sorted(Comparator.comparing(JobRun::id).reversed())
        .limit(RUNS_SHOWN)
        .forEach(run -> runs.add(json(run)));
    return Json.text(Json.object().add("jobs", runs).build());
  }

  @POST
  @Path("prune")
  @Needs(Right.OPERATE)
  public Response prune(@Context SecurityContext security) {
    JobRun run = jobs.start();
    audit.write(Operator.of(security), "start", "", "job " + run.job(), "run " + run.id());
    return Response.status(Response.Status.ACCEPTED).entity(Json.text(json(run).build())).build();
  }

  private static JsonObjectBuilder json(JobRun run) {
    JsonObjectBuilder out =
        Json.object().add("id", run.id()).add("job", run.job()).add("status", run.status());
    run.about().ifPresent(about -> out.add("about", about));
    run.startedAt().ifPresent(at -> out.add("started_at", at.toString()));
    run.endedAt().ifPresent(at -> out.add("ended_at", at.toString()));
    JsonObjectBuilder done = Json.object();
    run.done().forEach(done::add);
    out.add("done", done);
    run.problem().ifPresent(problem -> out.add("problem", problem));
    return out;
  }
}
