package relay.domain.contacts.file;

import java.util.List;
import relay.domain.retention.JobRun;

/** The jobs that read files of contacts (port). Thread-safe. */
public interface ImportJobs {

  /**
   * Starts what waits, and goes on with what was cut off, as many as may run at a time; called
   * again and again.
   */
  void look();

  /** The last runs, newest first. */
  List<JobRun> history(int max);
}
