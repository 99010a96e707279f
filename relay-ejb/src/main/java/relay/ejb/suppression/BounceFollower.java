package relay.ejb.suppression;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.contacts.Withdrawals;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.suppression.BounceOutcome;
import relay.domain.suppression.SuppressionRules;
import relay.domain.view.DatabaseSettings;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalReader;
import relay.ejb.journal.JournalWalk;

/**
 * Reads this node's journal for the rules of suppression, off the mail path. Its place is moved on
 * in the transaction that stores what came of the events, so each counts once. Before, consents of
 * those who unsubscribed end; that may be done twice and changes nothing then. {@link #follow} runs
 * on one thread at a time.
 */
public final class BounceFollower implements Follower {
  private final JournalWalk walk;
  private final SuppressionRules rules;
  private final SuppressionWatch watch;
  private final Withdrawals withdrawals;
  private final InstantSource clock;
  private int suppressed;

  BounceFollower(
      JournalReader journal,
      Database database,
      SuppressionRules rules,
      SuppressionWatch watch,
      Withdrawals withdrawals,
      String node,
      DatabaseSettings settings,
      InstantSource clock) {
    this.walk =
        new JournalWalk(
            name(),
            journal,
            BounceOutcome.TYPES,
            database,
            new FollowerPlace("suppression_follower", node),
            settings,
            JournalWalk.Pace.GATHERING);
    this.rules = rules;
    this.watch = watch;
    this.withdrawals = withdrawals;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "suppression";
  }

  @Override
  public Optional<JournalPosition> written() {
    return walk.written();
  }

  /** Judges the next events; the pause before the next call. */
  Duration follow() {
    return walk.follow(this::judge, more -> tell());
  }

  private JournalWalk.Notes judge(List<RecordedEvent> events) {
    List<BounceOutcome> outcomes = new ArrayList<>();
    for (RecordedEvent event : events) {
      BounceOutcome.of(event).ifPresent(outcomes::add);
      FeedbackEvent.in(event.event()).ifPresent(withdrawals::follow);
    }
    return outcomes.isEmpty()
        ? JournalWalk.Notes.NONE
        : connection ->
            suppressed = new BounceRows(connection, rules, clock.instant()).judge(outcomes);
  }

  private void tell() {
    if (suppressed > 0) {
      suppressed = 0;
      watch.look();
    }
  }
}
