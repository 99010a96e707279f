package relay.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignJobs;
import relay.domain.contacts.file.ImportJobs;
import relay.domain.retention.JobRun;
import relay.domain.retention.PruneJobs;
import relay.web.HttpPeer;
import relay.web.access.Filters;

class JobResourceTest {
  private final List<JobRun> runs = new ArrayList<>();
  private final List<JobRun> imports = new ArrayList<>();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new JobResource();
    resource.jobs = new CountedJobs();
    resource.contactImports = new ListedImports();
    resource.campaigns = new OneCampaign();
    resource.audit = new AuditPen(audit, InstantSource.system());
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldStartARunAndShowItInTheHistory() {
    var started =
        peer.send(
            peer.request("/api/v1/jobs/prune")
                .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
                .POST(BodyPublishers.noBody()));

    assertThat(started.statusCode()).isEqualTo(202);
    var run = HttpPeer.json(peer.getAsAdmin("/api/v1/jobs")).getJsonArray("jobs").getJsonObject(1);
    assertThat(run.getString("status")).isEqualTo("started");
    assertThat(run.getJsonObject("done").getInt("journal")).isEqualTo(2);
    assertThat(audit.from(1, 10))
        .extracting(entry -> entry.event().action() + " " + entry.event().subject())
        .containsExactly("start job prune");
  }

  @Test
  void shouldNotBeStartedByAPageOfAnotherSite() {
    var forged =
        peer.request("/api/v1/jobs/prune")
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .header("Sec-Fetch-Site", "cross-site")
            .POST(BodyPublishers.noBody());

    assertThat(peer.send(forged).statusCode()).isEqualTo(403);
    assertThat(runs).isEmpty();
  }

  @Test
  void shouldNotBeStartedByAnybodyElse() {
    var anonymous = peer.request("/api/v1/jobs/prune").POST(BodyPublishers.noBody());

    assertThat(peer.send(anonymous).statusCode()).isEqualTo(401);
    assertThat(runs).isEmpty();
  }

  @Test
  void shouldShowTheRunsOfAllJobsNewestFirst() {
    imports.add(run(9, "contact-import"));
    imports.add(run(5, "contact-import"));
    runs.add(run(7, "prune"));

    var jobs = HttpPeer.json(peer.getAsAdmin("/api/v1/jobs")).getJsonArray("jobs");

    assertThat(jobs).extracting(job -> job.asJsonObject().getInt("id")).containsExactly(9, 8, 7, 5);
    assertThat(jobs.getJsonObject(1).getString("about")).isEqualTo("acme/spring run 1");
    assertThat(jobs.getJsonObject(2)).doesNotContainKey("about");
  }

  private static JobRun run(long id, String job) {
    return new JobRun(
        id,
        job,
        Optional.empty(),
        "started",
        Optional.of(Instant.EPOCH),
        Optional.empty(),
        Map.of("journal", 2L),
        Optional.empty());
  }

  private final class ListedImports implements ImportJobs {
    @Override
    public void look() {
      imports.add(run(1, "contact-import"));
    }

    @Override
    public List<JobRun> history(int max) {
      return imports;
    }
  }

  private static final class OneCampaign implements CampaignJobs {
    @Override
    public void ensure(Campaign campaign, long recipients) {
      throw new IllegalStateException("nobody asks for this here");
    }

    @Override
    public List<JobRun> history(int max) {
      return List.of(
          new JobRun(
              8,
              "campaign",
              Optional.of("acme/spring run 1"),
              "completed",
              Optional.of(Instant.EPOCH),
              Optional.of(Instant.EPOCH),
              Map.of("recipients", 1000L),
              Optional.empty()));
    }
  }

  private final class CountedJobs implements PruneJobs {
    @Override
    public JobRun start() {
      var run = run(7, "prune");
      runs.add(run);
      return run;
    }

    @Override
    public List<JobRun> history(int max) {
      return runs;
    }

    @Override
    public int resume() {
      return 0;
    }
  }
}
