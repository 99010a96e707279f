package relay.batch.contacts;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.batch.jobs.JobRuns;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.contacts.file.ImportJobs;
import relay.domain.contacts.file.ImportWork;
import relay.domain.retention.JobRun;

/**
 * Imports by way of Jakarta Batch. Which there are and how far they got says the database; a job
 * that fails is started again, a few times.
 */
@ApplicationScoped
public class BatchImportJobs implements ImportJobs {
  static final String JOB = "contact-import";
  static final String IMPORT = "import";

  /** Failures of an import since the start: the database may be away for a moment. */
  static final int TRIES = 20;

  private static final Logger LOG = Logger.getLogger(BatchImportJobs.class.getName());
  private static final int RUNS_LOOKED_AT = 50;
  private static final Set<BatchStatus> UNENDED =
      Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

  private ImportWork work;
  private CurrentConfiguration configuration;
  private JobOperator operator;

  // What was started since this process began: on record as running, and not cut off by a crash.
  private final Map<String, Long> ofThisProcess = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  /** For the container's proxy. */
  protected BatchImportJobs() {}

  @Inject
  BatchImportJobs(ImportWork work, CurrentConfiguration configuration) {
    this(work, configuration, BatchRuntime.getJobOperator());
  }

  BatchImportJobs(ImportWork work, CurrentConfiguration configuration, JobOperator operator) {
    this.work = work;
    this.configuration = configuration;
    this.operator = operator;
  }

  @Override
  public synchronized void look() {
    List<String> open = work.open();
    ofThisProcess.keySet().retainAll(open);
    failures.keySet().retainAll(open);
    work.sweep();
    int running = (int) open.stream().filter(this::isRunning).count();
    for (String id : open) {
      if (running >= configuration.get().contacts().imports().atOnce()) {
        return;
      }
      if (!isRunning(id) && start(id)) {
        running++;
      }
    }
  }

  private boolean isRunning(String id) {
    Long execution = ofThisProcess.get(id);
    return execution != null
        && UNENDED.contains(operator.getJobExecution(execution).getBatchStatus());
  }

  private boolean start(String id) {
    if (ofThisProcess.containsKey(id) && failures.merge(id, 1, Integer::sum) > TRIES) {
      work.fail(id, "it failed " + TRIES + " times; see the log, then hand the file in again");
      return false;
    }
    Optional<JobExecution> cutOff = ofThisProcess.containsKey(id) ? Optional.empty() : cutOff(id);
    if (cutOff.isPresent() && resumed(id, cutOff.get())) {
      return true;
    }
    var parameters = new Properties();
    parameters.setProperty(IMPORT, id);
    int chunk = configuration.get().contacts().imports().chunk();
    parameters.setProperty("chunk", Integer.toString(chunk));
    ofThisProcess.put(id, operator.start(JOB, parameters));
    return true;
  }

  private boolean resumed(String id, JobExecution execution) {
    long number = execution.getExecutionId();
    try {
      ofThisProcess.put(id, operator.restart(number, execution.getJobParameters()));
      LOG.info(() -> "contact import " + id + " was cut off and goes on");
      return true;
    } catch (BatchRuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "job " + number + " cannot go on; a new one does its work");
      abandon(number);
      return false;
    }
  }

  private void abandon(long number) {
    try {
      operator.abandon(number);
    } catch (BatchRuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "job " + number + " stays on record as running");
    }
  }

  private Optional<JobExecution> cutOff(String id) {
    return executions().stream()
        .filter(each -> UNENDED.contains(each.getBatchStatus()))
        .filter(each -> id.equals(each.getJobParameters().getProperty(IMPORT)))
        .findFirst();
  }

  /** Newest first. */
  private List<JobExecution> executions() {
    List<JobExecution> all = new ArrayList<>();
    try {
      for (JobInstance instance : operator.getJobInstances(JOB, 0, RUNS_LOOKED_AT)) {
        all.addAll(operator.getJobExecutions(instance));
      }
    } catch (NoSuchJobException e) {
      return List.of(); // it never ran
    }
    all.sort(Comparator.comparing(JobExecution::getExecutionId).reversed());
    return all;
  }

  @Override
  public List<JobRun> history(int max) {
    return executions().stream()
        .limit(max)
        .map(each -> JobRuns.of(each, operator.getStepExecutions(each.getExecutionId())))
        .toList();
  }
}
