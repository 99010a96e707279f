package relay.batch.contacts;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.context.StepContext;
import java.io.Serializable;
import java.util.Properties;

/** A step that remembers what it is told. */
final class FakeStepContext implements StepContext {
  private Object transientData;
  private Serializable persistentData;
  private String exitStatus;

  @Override
  public String getStepName() {
    return "rows";
  }

  @Override
  public Object getTransientUserData() {
    return transientData;
  }

  @Override
  public void setTransientUserData(Object data) {
    transientData = data;
  }

  @Override
  public long getStepExecutionId() {
    return 1;
  }

  @Override
  public Properties getProperties() {
    return new Properties();
  }

  @Override
  public Serializable getPersistentUserData() {
    return persistentData;
  }

  @Override
  public void setPersistentUserData(Serializable data) {
    persistentData = data;
  }

  @Override
  public BatchStatus getBatchStatus() {
    return BatchStatus.STARTED;
  }

  @Override
  public String getExitStatus() {
    return exitStatus;
  }

  @Override
  public void setExitStatus(String status) {
    exitStatus = status;
  }

  @Override
  public Exception getException() {
    return null;
  }

  @Override
  public Metric[] getMetrics() {
    return new Metric[0];
  }
}
