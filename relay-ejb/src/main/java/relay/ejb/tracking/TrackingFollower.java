package relay.ejb.tracking;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.tracking.VisitCounts;
import relay.domain.tracking.VisitEvent;
import relay.domain.view.DatabaseSettings;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalReader;
import relay.ejb.journal.JournalWalk;

/**
 * Reads this node's journal for opens and clicks and adds them up in the database. Its place is
 * moved on in the transaction that adds, so each counts once. {@link #follow} runs on one thread at
 * a time.
 */
public final class TrackingFollower implements Follower {
  private static final Set<EventType> TYPES = Set.of(EventType.OPENED, EventType.CLICKED);
  private final JournalWalk walk;
  private final Database database;
  private final String node;
  private final Supplier<Duration> keep;
  private final InstantSource clock;
  private LocalDate forgotten = LocalDate.MIN;

  /**
   * @param keep how long figures are kept
   */
  TrackingFollower(
      JournalReader journal,
      Database database,
      String node,
      DatabaseSettings settings,
      Supplier<Duration> keep,
      InstantSource clock) {
    this.walk =
        new JournalWalk(
            name(),
            journal,
            TYPES,
            database,
            new FollowerPlace("tracking_follower", node),
            settings,
            JournalWalk.Pace.GATHERING);
    this.database = database;
    this.node = node;
    this.keep = keep;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tracking";
  }

  @Override
  public Optional<JournalPosition> written() {
    return walk.written();
  }

  /** Adds up the next events; the pause before the next call. */
  Duration follow() {
    return walk.follow(this::add, more -> forget());
  }

  private JournalWalk.Notes add(List<RecordedEvent> events) {
    var counts = new VisitCounts();
    for (RecordedEvent event : events) {
      VisitEvent.in(event.event()).ifPresent(counts::add);
    }
    return connection -> new VisitRows(connection, node).add(counts);
  }

  private void forget() {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    if (today.isAfter(forgotten)) {
      database.inTransaction(
          connection -> {
            new VisitRows(connection, node).forget(today.minusDays(keep.get().toDays()));
            return null;
          });
      forgotten = today;
    }
  }
}
