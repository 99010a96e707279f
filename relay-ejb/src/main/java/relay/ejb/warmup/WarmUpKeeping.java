package relay.ejb.warmup;

import java.lang.System.Logger;
import java.util.List;
import relay.domain.view.ViewUnavailable;
import relay.domain.warmup.WarmUpAccounts;
import relay.domain.warmup.WarmUpAccounts.Taken;

/** Moves counts from memory to the database, and brings those of all nodes back. One at a time. */
final class WarmUpKeeping {
  private static final Logger LOG = System.getLogger(WarmUpKeeping.class.getName());
  private final WarmUpAccounts accounts;
  private final WarmUpRows rows;
  private final WarmUpStories stories;

  WarmUpKeeping(WarmUpAccounts accounts, WarmUpRows rows, WarmUpStories stories) {
    this.accounts = accounts;
    this.rows = rows;
    this.stories = stories;
  }

  /** Once; asks nothing while there are no plans. */
  synchronized void round() {
    if (!accounts.hasPlans()) {
      accounts.nothingKept();
      return;
    }
    stories.round();
    List<Taken> taken = accounts.take();
    try {
      accounts.kept(rows.exchange(taken));
    } catch (ViewUnavailable e) {
      accounts.giveBack(taken);
      LOG.log(Logger.Level.DEBUG, "counts of warm-ups wait for the database: {0}", e.getMessage());
    }
  }
}
