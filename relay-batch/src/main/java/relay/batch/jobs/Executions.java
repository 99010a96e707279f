package relay.batch.jobs;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import relay.domain.retention.JobRun;

/** The executions of one job as the server's records have them. Thread-safe. */
public final class Executions {
  private static final Set<BatchStatus> UNENDED =
      Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);
  private final String job;
  private final int most;
  private final JobOperator operator;

  /**
   * @param most how many of the newest instances are looked at
   */
  public Executions(String job, int most, JobOperator operator) {
    this.job = job;
    this.most = most;
    this.operator = operator;
  }

  /** On record as running: it is, or a crash cut it off. */
  public static boolean isUnended(JobExecution execution) {
    return UNENDED.contains(execution.getBatchStatus());
  }

  /** Newest first. */
  public List<JobExecution> all() {
    List<JobExecution> all = new ArrayList<>();
    try {
      for (JobInstance instance : operator.getJobInstances(job, 0, most)) {
        all.addAll(operator.getJobExecutions(instance));
      }
    } catch (NoSuchJobException e) {
      return List.of(); // it never ran
    }
    all.sort(Comparator.comparing(JobExecution::getExecutionId).reversed());
    return all;
  }

  /** An execution in our words. */
  public JobRun run(JobExecution execution) {
    return JobRuns.of(execution, operator.getStepExecutions(execution.getExecutionId()));
  }
}
