package relay.batch.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.batch.runtime.BatchStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.batch.retention.FakeJobOperator;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignCounts;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.CampaignLedger;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.Shard;
import relay.domain.campaign.SkipReason;
import relay.domain.campaign.WaitReason;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.retention.JobRun;

/** Which jobs run for a campaign. */
class BatchCampaignJobsTest {
  private static final Campaign SPRING =
      CampaignKind.CAMPAIGN.read(
          new ControlKey("campaign", "acme", "spring"),
          1,
          ControlJson.read(
              "{\"list\":\"news\",\"template\":\"spring\",\"from\":\"news@acme.example\","
                  + "\"state\":\"running\",\"run\":7}"));
  private final FakeJobOperator operator = new FakeJobOperator();
  private final Waiting ledger = new Waiting();
  private BatchCampaignJobs jobs = jobs();

  private BatchCampaignJobs jobs() {
    return new BatchCampaignJobs(
        CurrentConfiguration.of(new BootSettings(Map.of("campaign.shards", "2"), Map.of())),
        ledger,
        () -> Instant.parse("2026-01-01T00:00:00Z"),
        operator);
  }

  /** A ledger in which somebody waits from these places on. */
  private static final class Waiting implements CampaignLedger {
    final List<Long> places = new ArrayList<>(List.of(1L, 60L));

    @Override
    public boolean hasWaiting(long run, Shard shard) {
      return places.stream().anyMatch(p -> p >= shard.first() && p <= shard.last());
    }

    @Override
    public long placeOfWaiting(long run, long nth) {
      return nth > places.size() ? 0 : places.get((int) nth - 1);
    }

    @Override
    public Frozen freeze(Campaign campaign) {
      return new Frozen(7, places.size());
    }

    @Override
    public List<CampaignRecipient> waiting(Campaign campaign, long from, long to, int most) {
      return List.of();
    }

    @Override
    public void sent(long run, List<Long> sent, Map<Long, SkipReason> skipped, Instant at) {
      places.removeAll(sent);
    }

    @Override
    public long skipWaiting(long run, SkipReason why, Instant at) {
      return 0;
    }

    @Override
    public void putOff(long run, Map<Long, Instant> places, WaitReason why) {}

    @Override
    public CampaignCounts counts(long run, Instant since) {
      return counts(run);
    }

    @Override
    public CampaignCounts counts(long run) {
      return CampaignCounts.NONE;
    }

    @Override
    public long release(long run, int variant, int most, Instant at) {
      return 0;
    }

    @Override
    public Rest rest(long run) {
      return new Rest(places.size(), !places.isEmpty(), !places.isEmpty(), false);
    }

    @Override
    public long queued(long run) {
      return 0;
    }

    @Override
    public boolean isUpToDate() {
      return true;
    }
  }

  @Test
  void shouldBeginOneForEachShardAndNoMore() {
    jobs.ensure(SPRING, 100);
    jobs.ensure(SPRING, 100);

    assertThat(operator.executions).hasSize(2);
    assertThat(operator.parameters.get(1L))
        .containsEntry("tenant", "acme")
        .containsEntry("campaign", "spring")
        .containsEntry("run", "7")
        .containsEntry("first", "1")
        .containsEntry("last", "50")
        .containsEntry("chunk", "500");
    assertThat(operator.parameters.get(2L))
        .containsEntry("first", "51")
        .containsEntry("last", "100");
  }

  @Test
  void shouldBeginNoneWhereNobodyWaits() {
    ledger.places.remove(60L);

    jobs.ensure(SPRING, 100);

    assertThat(operator.executions).hasSize(1);
  }

  @Test
  void shouldBeginAnotherWhenOneHasEndedAndSomebodyWaitsAgain() {
    jobs.ensure(SPRING, 100);
    operator.executions.put(1L, BatchStatus.COMPLETED);

    jobs.ensure(SPRING, 100);

    assertThat(operator.executions).hasSize(3);
    assertThat(operator.restarted).isEmpty();
  }

  @Test
  void shouldGoOnWithWhatFailed() {
    jobs.ensure(SPRING, 100);
    operator.executions.put(1L, BatchStatus.FAILED);

    jobs.ensure(SPRING, 100);

    assertThat(operator.restarted).containsExactly(1L);
  }

  @Test
  void shouldGoOnWithWhatACrashCutOff() {
    jobs.ensure(SPRING, 100);
    BatchCampaignJobs next = jobs();

    next.ensure(SPRING, 100);
    next.ensure(SPRING, 100);

    assertThat(operator.restarted).containsExactlyInAnyOrder(1L, 2L);
    assertThat(operator.executions.values())
        .filteredOn(status -> status == BatchStatus.STARTED)
        .hasSize(2);
  }

  @Test
  void shouldBeginAnewWhatCannotGoOn() {
    jobs.ensure(SPRING, 100);
    operator.refusesRestarts = true;
    BatchCampaignJobs next = jobs();

    next.ensure(SPRING, 100);

    assertThat(operator.abandoned).containsExactlyInAnyOrder(1L, 2L);
    assertThat(operator.executions.values())
        .filteredOn(status -> status == BatchStatus.STARTED)
        .hasSize(2);
  }

  @Test
  void shouldTellForPeopleWhatEachWorksOn() {
    jobs.ensure(SPRING, 100);

    assertThat(jobs.history(10))
        .extracting(JobRun::about)
        .extracting(about -> about.orElse(""))
        .containsExactly(
            "acme/spring run 7, recipients 51 to 100", "acme/spring run 7, recipients 1 to 50");
    assertThat(jobs.history(1)).hasSize(1);
  }
}
