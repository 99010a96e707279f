package relay.batch.retention;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.batch.runtime.BatchStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.retention.JobRun;

class BatchPruneJobsTest {
  private final FakeJobOperator operator = new FakeJobOperator();
  private final BatchPruneJobs jobs =
      new BatchPruneJobs(
          CurrentConfiguration.of(new BootSettings(Map.of(), Map.of())),
          () -> Instant.parse("2026-01-01T00:00:00Z"),
          operator);

  @Test
  void shouldGoOnWithWhatACrashCutOff() {
    operator.executions.put(1L, BatchStatus.STARTED);

    assertThat(jobs.resume()).isEqualTo(1);
    assertThat(operator.restarted).containsExactly(1L);
  }

  @Test
  void shouldLeaveAloneWhatThisProcessStarted() {
    jobs.start();

    assertThat(jobs.resume()).isZero();
    assertThat(operator.restarted).isEmpty();
    assertThat(operator.abandoned).isEmpty();
  }

  @Test
  void shouldNotGoOnTwiceWithTheSame() {
    operator.executions.put(1L, BatchStatus.STARTED);
    jobs.resume();

    assertThat(jobs.resume()).isZero();
    assertThat(operator.restarted).containsExactly(1L);
  }

  @Test
  void shouldNotBeginASecondRunBesideTheFirst() {
    JobRun first = jobs.start();

    assertThat(jobs.start().id()).isEqualTo(first.id());
    assertThat(operator.executions).hasSize(1);
  }
}
