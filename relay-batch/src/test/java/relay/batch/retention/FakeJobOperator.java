package relay.batch.retention;

import jakarta.batch.operations.JobOperator;
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
final class FakeJobOperator implements JobOperator {
  final Map<Long, BatchStatus> executions = new LinkedHashMap<>();
  final List<Long> restarted = new ArrayList<>();
  final List<Long> abandoned = new ArrayList<>();

  @Override
  public long start(String job, Properties parameters) {
    long id = executions.size() + 1L;
    executions.put(id, BatchStatus.STARTED);
    return id;
  }

  @Override
  public long restart(long id, Properties parameters) {
    restarted.add(id);
    executions.put(id, BatchStatus.STOPPED);
    return start("prune", parameters);
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
    return new Execution(id, executions.get(id));
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

  private record Execution(long getExecutionId, BatchStatus getBatchStatus)
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

    @Override
    public Properties getJobParameters() {
      return new Properties();
    }
  }
}
