package relay.batch.campaign;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.batch.jobs.Executions;
import relay.batch.jobs.JobRuns;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignJobs;
import relay.domain.campaign.CampaignLedger;
import relay.domain.campaign.CampaignSettings;
import relay.domain.campaign.Shard;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.retention.JobRun;

/**
 * The jobs of campaigns by way of Jakarta Batch: one instance for each shard, because a partitioned
 * step cannot be restarted after a kill on Payara. Thread-safe.
 */
@ApplicationScoped
public class BatchCampaignJobs implements CampaignJobs {
  static final String JOB = "campaign";
  private static final Logger LOG = Logger.getLogger(BatchCampaignJobs.class.getName());
  private static final int RUNS_LOOKED_AT = 50;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private CurrentConfiguration configuration;
  private CampaignLedger ledger;
  private InstantSource clock;
  private JobOperator operator;

  // The newest execution of each shard since this process began.
  private final Map<String, Long> ofThisProcess = new HashMap<>();

  /** For the container's proxy. */
  protected BatchCampaignJobs() {}

  @Inject
  BatchCampaignJobs(
      CurrentConfiguration configuration, CampaignLedger ledger, InstantSource clock) {
    this(configuration, ledger, clock, null);
  }

  /**
   * @param operator null: the server's, asked for when it is needed, for it comes up late
   */
  BatchCampaignJobs(
      CurrentConfiguration configuration,
      CampaignLedger ledger,
      InstantSource clock,
      JobOperator operator) {
    this.configuration = configuration;
    this.ledger = ledger;
    this.clock = clock;
    this.operator = operator;
  }

  private synchronized JobOperator operator() {
    if (operator == null) {
      operator = BatchRuntime.getJobOperator();
    }
    return operator;
  }

  private Executions executions() {
    return new Executions(JOB, RUNS_LOOKED_AT, operator());
  }

  @Override
  public synchronized void ensure(Campaign campaign, long recipients) {
    CampaignSettings settings = configuration.get().campaign();
    for (int i = 0; i < settings.shards(); i++) {
      Shard shard = Shard.of(i, settings.shards(), recipients);
      if (!shard.isEmpty()) {
        ensure(parameters(campaign, shard, settings.chunk()), campaign, shard);
      }
    }
  }

  private void ensure(Properties parameters, Campaign campaign, Shard shard) {
    String about = parameters.getProperty(JobRuns.ABOUT);
    Long known = ofThisProcess.get(about);
    if (known != null && isAtWork(operator().getJobExecution(known)) || !hasWork(campaign, shard)) {
      return;
    }
    try {
      ofThisProcess.put(about, begin(parameters, known));
    } catch (BatchRuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "the job of " + about + " cannot begin; trying again");
    }
  }

  private boolean hasWork(Campaign campaign, Shard shard) {
    Shard reach = campaign.reach(shard);
    return !reach.isEmpty() && ledger.hasWaiting(campaign.run().number(), reach);
  }

  /** At work, or failed so short a time ago that the cause is most likely still there. */
  private boolean isAtWork(JobExecution execution) {
    if (Executions.isUnended(execution)) {
      return true;
    }
    Instant again =
        execution.getEndTime() == null
            ? Instant.MIN
            : Instant.ofEpochMilli(execution.getEndTime().getTime()).plus(AFTER_FAILURE);
    return execution.getBatchStatus() == BatchStatus.FAILED && clock.instant().isBefore(again);
  }

  /** A new run; what a crash cut off or a failure ended goes on as the same instance. */
  private long begin(Properties parameters, Long known) {
    JobExecution before = known == null ? cutOff(parameters) : operator().getJobExecution(known);
    if (before != null && before.getBatchStatus() != BatchStatus.COMPLETED) {
      try {
        long id = operator().restart(before.getExecutionId(), parameters);
        LOG.info(() -> "job " + before.getExecutionId() + " of " + about(parameters) + " goes on");
        return id;
      } catch (BatchRuntimeException e) {
        LOG.log(
            Level.WARNING,
            e,
            () -> "job " + before.getExecutionId() + " cannot go on; another does its work");
        abandon(before.getExecutionId());
      }
    }
    return operator().start(JOB, parameters);
  }

  /** What is on record as running for this shard although this process never started it. */
  private JobExecution cutOff(Properties parameters) {
    for (JobExecution execution : executions().all()) {
      Properties own = execution.getJobParameters();
      if (Executions.isUnended(execution)
          && own != null
          && about(parameters).equals(about(own))
          && !ofThisProcess.containsValue(execution.getExecutionId())) {
        return execution;
      }
    }
    return null;
  }

  private void abandon(long id) {
    try {
      operator().abandon(id);
    } catch (BatchRuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "job " + id + " stays on record as running");
    }
  }

  private static Properties parameters(Campaign campaign, Shard shard, int chunk) {
    var parameters = new Properties();
    parameters.setProperty("tenant", campaign.tenant());
    parameters.setProperty("campaign", campaign.id());
    parameters.setProperty("run", Long.toString(campaign.run().number()));
    parameters.setProperty("first", Long.toString(shard.first()));
    parameters.setProperty("last", Long.toString(shard.last()));
    parameters.setProperty("chunk", Integer.toString(chunk));
    parameters.setProperty(
        JobRuns.ABOUT,
        campaign.tenant()
            + "/"
            + campaign.id()
            + " run "
            + campaign.run().number()
            + ", recipients "
            + shard.first()
            + " to "
            + shard.last());
    return parameters;
  }

  private static String about(Properties parameters) {
    return parameters.getProperty(JobRuns.ABOUT);
  }

  @Override
  public List<JobRun> history(int max) {
    Executions executions = executions();
    return executions.all().stream().limit(max).map(executions::run).toList();
  }
}
