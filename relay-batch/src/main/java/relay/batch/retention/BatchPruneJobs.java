package relay.batch.retention;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.JobExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.batch.jobs.Executions;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.retention.JobRun;
import relay.domain.retention.PruneJobs;

/** The prune job by way of Jakarta Batch. What is old is fixed when a run starts. */
@ApplicationScoped
public class BatchPruneJobs implements PruneJobs {
  static final String JOB = "prune";
  private static final Logger LOG = Logger.getLogger(BatchPruneJobs.class.getName());
  private static final int RUNS_LOOKED_AT = 50;

  private CurrentConfiguration configuration;
  private InstantSource clock;
  private JobOperator operator;
  private Executions executions;

  // What was started since this process began: on record as running, and not cut off by a crash.
  private final Set<Long> ofThisProcess = new HashSet<>();

  /** For the container's proxy. */
  protected BatchPruneJobs() {}

  @Inject
  BatchPruneJobs(CurrentConfiguration configuration, InstantSource clock) {
    this(configuration, clock, BatchRuntime.getJobOperator());
  }

  BatchPruneJobs(CurrentConfiguration configuration, InstantSource clock, JobOperator operator) {
    this.configuration = configuration;
    this.clock = clock;
    this.operator = operator;
    this.executions = new Executions(JOB, RUNS_LOOKED_AT, operator);
  }

  @Override
  public synchronized JobRun start() {
    for (JobExecution execution : executions.all()) {
      if (Executions.isUnended(execution)) {
        return executions.run(execution);
      }
    }
    long id = operator.start(JOB, parameters(clock.instant()));
    ofThisProcess.add(id);
    return executions.run(operator.getJobExecution(id));
  }

  private Properties parameters(Instant now) {
    var settings = configuration.get().retention();
    var parameters = new Properties();
    parameters.setProperty("journalBefore", now.minus(settings.journal()).toString());
    parameters.setProperty("now", now.toString());
    parameters.setProperty("batch", Integer.toString(settings.batch()));
    return parameters;
  }

  @Override
  public List<JobRun> history(int max) {
    return executions.all().stream().limit(max).map(executions::run).toList();
  }

  @Override
  public synchronized int resume() {
    int resumed = 0;
    for (JobExecution execution : executions.all()) {
      if (Executions.isUnended(execution) && !ofThisProcess.contains(execution.getExecutionId())) {
        resumed += resumed(execution) ? 1 : 0;
      }
    }
    return resumed;
  }

  private boolean resumed(JobExecution execution) {
    long id = execution.getExecutionId();
    try {
      ofThisProcess.add(operator.restart(id, execution.getJobParameters()));
      LOG.info(() -> "prune job " + id + " was cut off and goes on");
      return true;
    } catch (BatchRuntimeException e) {
      LOG.log(
          Level.WARNING, e, () -> "prune job " + id + " cannot go on; the next run does its work");
      abandon(id);
      return false;
    }
  }

  private void abandon(long id) {
    try {
      operator.abandon(id);
    } catch (BatchRuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "prune job " + id + " stays on record as running");
    }
  }
}
