package relay.domain.campaign;

import java.util.List;
import relay.domain.retention.JobRun;

/** The jobs that put the mails of campaigns into the lane (port). Thread-safe. */
public interface CampaignJobs {

  /**
   * Sees to it that one job for each shard of a running campaign runs on this node: begins those
   * that never ran or have come to their end, and goes on with those that a crash cut off. May be
   * called again and again.
   *
   * @param recipients of the whole campaign
   */
  void ensure(Campaign campaign, long recipients);

  /** The last runs, newest first. */
  List<JobRun> history(int max);
}
