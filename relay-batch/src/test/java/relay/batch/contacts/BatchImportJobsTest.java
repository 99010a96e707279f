package relay.batch.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.batch.runtime.BatchStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.batch.retention.FakeJobOperator;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;

class BatchImportJobsTest {
  private final FakeJobOperator operator = new FakeJobOperator();
  private final InMemoryImportWork work = new InMemoryImportWork();
  private final BatchImportJobs jobs = jobs();

  private BatchImportJobs jobs() {
    return new BatchImportJobs(
        work, CurrentConfiguration.of(new BootSettings(Map.of(), Map.of())), operator);
  }

  @Test
  void shouldStartWhatWaitsAndNoMoreThanMayRunAtATime() {
    work.with("1", 1).with("2", 1).with("3", 1);

    jobs.look();
    jobs.look();

    assertThat(operator.executions).hasSize(2);
    assertThat(imports()).containsExactly("1", "2");
  }

  @Test
  void shouldStartTheNextWhenOneHasEnded() {
    work.with("1", 1).with("2", 1).with("3", 1);
    jobs.look();
    work.finish("1");
    operator.executions.put(1L, BatchStatus.COMPLETED);

    jobs.look();

    assertThat(imports()).containsExactly("1", "2", "3");
  }

  @Test
  void shouldGoOnWithWhatACrashCutOff() {
    work.with("1", 1);
    jobs.look();

    jobs().look();

    assertThat(operator.restarted).containsExactly(1L);
    assertThat(imports()).containsExactly("1", "1");
  }

  @Test
  void shouldDoTheWorkOfAJobThatCannotGoOn() {
    work.with("1", 1);
    jobs.look();
    operator.refusesRestarts = true;

    jobs().look();

    assertThat(operator.abandoned).containsExactly(1L);
    assertThat(imports()).containsExactly("1", "1");
  }

  @Test
  void shouldTryAgainAfterAFailureAndNotForEver() {
    work.with("1", 1);
    for (int i = 0; i < BatchImportJobs.TRIES + 5; i++) {
      jobs.look();
      operator.executions.replaceAll((id, status) -> BatchStatus.FAILED);
    }

    assertThat(operator.executions).hasSize(BatchImportJobs.TRIES + 1);
    assertThat(work.failed).singleElement().asString().contains("hand the file in again");
  }

  @Test
  void shouldTellTheRuns() {
    assertThat(jobs.history(10)).isEmpty();
    work.with("1", 1);
    jobs.look();

    assertThat(jobs.history(10))
        .singleElement()
        .satisfies(run -> assertThat(run.id()).isEqualTo(1));
    assertThat(jobs.history(0)).isEmpty();
  }

  private List<String> imports() {
    return operator.parameters.values().stream().map(p -> p.getProperty("import")).toList();
  }
}
