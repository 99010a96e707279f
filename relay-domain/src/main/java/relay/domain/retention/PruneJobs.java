package relay.domain.retention;

import java.util.List;

/** The prune job (port). Thread-safe. */
public interface PruneJobs {

  /** Starts a run, or tells the one that is running: there is one at a time. */
  JobRun start();

  /** The last runs, newest first. */
  List<JobRun> history(int max);

  /**
   * Restarts what was running when the process died, where it had got to; called once after the
   * start. How many that were.
   */
  int resume();
}
