package relay.ejb.suppression;

import java.io.IOException;
import java.lang.System.Logger;
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
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalReader;

/**
 * Reads this node's journal for the rules of suppression, off the mail path. Its place is moved on
 * in the transaction that stores what came of the events, so each counts once. Before, consents of
 * those who unsubscribed end; that may be done twice and changes nothing then. {@link #follow} runs
 * on one thread at a time.
 */
public final class BounceFollower implements Follower {
  private static final Logger LOG = System.getLogger(BounceFollower.class.getName());
  private final JournalReader journal;
  private final Database database;
  private final SuppressionRules rules;
  private final SuppressionWatch watch;
  private final Withdrawals withdrawals;
  private final FollowerPlace kept;
  private final DatabaseSettings settings;
  private final InstantSource clock;
  private Optional<JournalPosition> place = Optional.empty();
  private volatile Optional<JournalPosition> written = Optional.empty();

  BounceFollower(
      JournalReader journal,
      Database database,
      SuppressionRules rules,
      SuppressionWatch watch,
      Withdrawals withdrawals,
      String node,
      DatabaseSettings settings,
      InstantSource clock) {
    this.journal = journal;
    this.database = database;
    this.rules = rules;
    this.watch = watch;
    this.withdrawals = withdrawals;
    this.kept = new FollowerPlace("suppression_follower", node);
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "suppression";
  }

  @Override
  public Optional<JournalPosition> written() {
    return written;
  }

  /** Judges the next events; the pause before the next call. */
  Duration follow() {
    if (!database.open()) {
      return settings.reopenDelayMax();
    }
    try {
      return judgeNext() ? settings.interval() : settings.interval().multipliedBy(2);
    } catch (ViewUnavailable e) {
      place = Optional.empty(); // what the transaction did is unknown: ask the database
      LOG.log(Logger.Level.DEBUG, "the rules of suppression wait for the database", e);
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the journal cannot be read for suppression; trying again", e);
    }
    return settings.reopenDelayMax();
  }

  /** True when there may be more at once. */
  private boolean judgeNext() throws IOException {
    JournalPosition from = place();
    var batch = journal.read(from, settings.batchEvents(), BounceOutcome.TYPES);
    List<BounceOutcome> outcomes = new ArrayList<>();
    for (RecordedEvent event : batch.events()) {
      BounceOutcome.of(event).ifPresent(outcomes::add);
      FeedbackEvent.in(event.event()).ifPresent(withdrawals::follow);
    }
    if (!batch.next().equals(from)) {
      int suppressed =
          database.inTransaction(
              connection -> {
                int entries =
                    outcomes.isEmpty()
                        ? 0
                        : new BounceRows(connection, rules, clock.instant()).judge(outcomes);
                kept.moveTo(connection, batch.next());
                return entries;
              });
      place = Optional.of(batch.next());
      if (suppressed > 0) {
        watch.look();
      }
    }
    written = Optional.of(batch.next());
    return !batch.events().isEmpty();
  }

  private JournalPosition place() {
    if (place.isEmpty()) {
      place = Optional.of(database.inTransaction(kept::read));
    }
    return place.get();
  }
}
