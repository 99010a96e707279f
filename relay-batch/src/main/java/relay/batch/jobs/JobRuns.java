package relay.batch.jobs;

import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.StepExecution;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import relay.domain.retention.JobRun;

/** Executions of Jakarta Batch in our words. */
public final class JobRuns {
  /** The parameter that says for people what a run is about. */
  public static final String ABOUT = "about";

  private JobRuns() {}

  /** What is known of an execution. */
  public static JobRun of(JobExecution execution, List<StepExecution> steps) {
    Map<String, Long> done = new TreeMap<>();
    for (StepExecution step : steps) {
      for (Metric metric : step.getMetrics()) {
        if (metric.getType() == Metric.MetricType.WRITE_COUNT) {
          done.merge(step.getStepName(), metric.getValue(), Long::sum);
        }
      }
    }
    return new JobRun(
        execution.getExecutionId(),
        execution.getJobName(),
        about(execution),
        execution.getBatchStatus().name().toLowerCase(Locale.ROOT),
        instant(execution.getStartTime()),
        instant(execution.getEndTime()),
        done,
        problem(execution));
  }

  private static Optional<String> about(JobExecution execution) {
    Properties parameters = execution.getJobParameters();
    return Optional.ofNullable(parameters).map(p -> p.getProperty(ABOUT));
  }

  private static Optional<Instant> instant(Date date) {
    return Optional.ofNullable(date).map(d -> Instant.ofEpochMilli(d.getTime()));
  }

  private static Optional<String> problem(JobExecution execution) {
    String name = execution.getBatchStatus().name();
    return switch (execution.getBatchStatus()) {
      case FAILED, STOPPED, ABANDONED ->
          Optional.ofNullable(execution.getExitStatus()).filter(exit -> !exit.equals(name));
      default -> Optional.empty();
    };
  }
}
