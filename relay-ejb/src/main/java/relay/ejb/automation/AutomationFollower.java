package relay.ejb.automation;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.automation.MailReactions;
import relay.domain.automation.MailTally;
import relay.domain.control.ControlSource;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalReader;
import relay.ejb.journal.JournalWalk;

/**
 * Reads this node's journal for what contacts did with mails, and for what came back of the mails
 * of automations. Its place is moved on in the transaction that adds up what came back; what
 * contacts did is noted before, and noted twice it counts once. {@link #follow} runs on one thread
 * at a time.
 */
public final class AutomationFollower implements Follower {
  private static final Set<EventType> TYPES =
      Stream.concat(MailReactions.TYPES.stream(), MailTally.TYPES.stream())
          .collect(Collectors.toUnmodifiableSet());

  /** Longer than any guard judges. */
  private static final int FIGURE_DAYS = 100;

  private final JournalWalk walk;
  private final Database database;
  private final MailReactions reactions;
  private final ControlSource control;
  private final String node;
  private final InstantSource clock;
  private LocalDate forgotten = LocalDate.MIN;

  AutomationFollower(
      JournalReader journal,
      Database database,
      MailReactions reactions,
      ControlSource control,
      String node,
      DatabaseSettings settings,
      InstantSource clock) {
    this.walk =
        new JournalWalk(
            name(),
            journal,
            TYPES,
            database,
            new FollowerPlace("automation_follower", node),
            settings,
            JournalWalk.Pace.AT_ONCE);
    this.database = database;
    this.reactions = reactions;
    this.control = control;
    this.node = node;
    this.clock = clock;
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
    return walk.follow(this::note, more -> forget());
  }

  private JournalWalk.Notes note(List<RecordedEvent> events) {
    if (!control.isKnown()) {
      throw new ViewUnavailable("which automations there are is not known yet", null);
    }
    var tally = new MailTally(control.state());
    for (RecordedEvent each : events) {
      reactions.note(each.event());
      tally.add(each.event());
    }
    return connection -> FigureRows.add(connection, node, tally.all());
  }

  private void forget() {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    if (today.isAfter(forgotten)) {
      database.inTransaction(
          connection -> {
            FigureRows.forget(connection, today.minusDays(FIGURE_DAYS));
            return null;
          });
      forgotten = today;
    }
  }
}
