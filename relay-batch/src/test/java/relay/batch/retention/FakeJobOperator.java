package relay.batch.retention;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.StepExecution;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A batch runtime on paper: each execution is an instance of its own, and runs until told. */
public final class FakeJobOperator implements JobOperator {
  public final Map<Long, BatchStatus> executions = new LinkedHashMap<>();
  public final Map<Long, Properties> parameters = new LinkedHashMap<>();
  public final List<Long> restarted = new ArrayList<>();
  public final List<Long> abandoned = new ArrayList<>();
  public boolean refusesRestarts;

  @Override
  public long start(String job, Properties given) {
    long id = executions.size() + 1L;
    parameters.put(id, given);
    executions.put(id, BatchStatus.STARTED);
    return id;
  }

  @Override
  public long restart(long id, Properties given) {
    if (refusesRestarts) {
      throw new JobRestartException("cannot go on");
    }
    restarted.add(id);
    executions.put(id, BatchStatus.STOPPED);
    return start("prune", given);
  }

  @Override
  public void abandon(long id) {
    abandoned.add(id);
    executions.put(id, BatchStatus.ABANDONED);
  }

  @Override
  public List<JobInstance> getJobInstances(String job, int start, int count) {
    return executions.keySet().stream().<JobInstance>map(Instance::new).toList();
  }

  @Override
  public List<JobExecution> getJobExecutions(JobInstance instance) {
    return List.of(getJobExecution(instance.getInstanceId()));
  }

  @Override
  public JobExecution getJobExecution(long id) {
    return new Execution(id, executions.get(id), parameters.getOrDefault(id, new Properties()));
  }

  @Override
  public List<StepExecution> getStepExecutions(long id) {
    return List.of();
  }

  @Override
  public Set<String> getJobNames() {
    return Set.of("prune");
  }

  @Override
  public int getJobInstanceCount(String job) {
    return executions.size();
  }

  @Override
  public List<Long> getRunningExecutions(String job) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Properties getParameters(long id) {
    return new Properties();
  }

  @Override
  public void stop(long id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobInstance getJobInstance(long id) {
    return new Instance(id);
  }

  private record Instance(long getInstanceId) implements JobInstance {
    @Override
    public String getJobName() {
      return "prune";
    }
  }

  private record Execution(
      long getExecutionId, BatchStatus getBatchStatus, Properties getJobParameters)
      implements JobExecution {
    @Override
    public String getJobName() {
      return "prune";
    }

    @Override
    public Date getStartTime() {
      return null;
    }

    @Override
    public Date getEndTime() {
      return null;
    }

    @Override
    public String getExitStatus() {
      return null;
    }

    @Override
    public Date getCreateTime() {
      return null;
    }

    @Override
    public Date getLastUpdatedTime() {
      return null;
    }
  }
}
