package relay.ejb.automation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.automation.MailReactions;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.view.DatabaseSettings;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalReader;
import relay.ejb.journal.JournalWalk;

/**
 * Reads this node's journal for what contacts did with mails. Its place is moved on after the
 * events are noted; noted twice they count once. {@link #follow} runs on one thread at a time.
 */
public final class AutomationFollower implements Follower {
  private final JournalWalk walk;
  private final MailReactions reactions;

  AutomationFollower(
      JournalReader journal,
      Database database,
      MailReactions reactions,
      String node,
      DatabaseSettings settings) {
    this.walk =
        new JournalWalk(
            name(),
            journal,
            MailReactions.TYPES,
            database,
            new FollowerPlace("automation_follower", node),
            settings,
            JournalWalk.Pace.AT_ONCE);
    this.reactions = reactions;
  }

  @Override
  public String name() {
    return "automations";
  }

  @Override
  public Optional<JournalPosition> written() {
    return walk.written();
  }

  /** Notes the next events; the pause before the next call. */
  Duration follow() {
    return walk.follow(this::note, more -> {});
  }

  private JournalWalk.Notes note(List<RecordedEvent> events) {
    events.forEach(recorded -> reactions.note(recorded.event()));
    return JournalWalk.Notes.NONE;
  }
}
