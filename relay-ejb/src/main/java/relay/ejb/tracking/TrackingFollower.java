package relay.ejb.tracking;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.tracking.VisitCounts;
import relay.domain.tracking.VisitEvent;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalBatch;
import relay.ejb.journal.JournalReader;

/**
 * Reads this node's journal for opens and clicks and adds them up in the database. Its place is
 * moved on in the transaction that adds, so each counts once. {@link #follow} runs on one thread at
 * a time.
 */
public final class TrackingFollower implements Follower {
  private static final Logger LOG = System.getLogger(TrackingFollower.class.getName());
  private static final Set<EventType> TYPES = Set.of(EventType.OPENED, EventType.CLICKED);
  private final JournalReader journal;
  private final Database database;
  private final String node;
  private final FollowerPlace kept;
  private final DatabaseSettings settings;
  private final Supplier<Duration> keep;
  private final InstantSource clock;
  private Optional<JournalPosition> place = Optional.empty();
  private LocalDate forgotten = LocalDate.MIN;
  private volatile Optional<JournalPosition> written = Optional.empty();

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
    this.journal = journal;
    this.database = database;
    this.node = node;
    this.kept = new FollowerPlace("tracking_follower", node);
    this.settings = settings;
    this.keep = keep;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tracking";
  }

  @Override
  public Optional<JournalPosition> written() {
    return written;
  }

  /** Adds up the next events; the pause before the next call. */
  Duration follow() {
    if (!database.open()) {
      return settings.reopenDelayMax();
    }
    try {
      return addNext() ? settings.interval() : settings.interval().multipliedBy(2);
    } catch (ViewUnavailable e) {
      place = Optional.empty(); // what the transaction did is unknown: ask the database
      LOG.log(Logger.Level.DEBUG, "the figures of opens and clicks wait for the database", e);
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the journal cannot be read for opens and clicks", e);
    }
    return settings.reopenDelayMax();
  }

  /** True when there may be more at once. */
  private boolean addNext() throws IOException {
    JournalPosition from = place();
    JournalBatch batch = journal.read(from, settings.batchEvents(), TYPES);
    var counts = new VisitCounts();
    for (RecordedEvent event : batch.events()) {
      VisitEvent.in(event.event()).ifPresent(counts::add);
    }
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    if (!batch.next().equals(from) || today.isAfter(forgotten)) {
      database.inTransaction(
          connection -> {
            var rows = new VisitRows(connection, node);
            rows.add(counts);
            kept.moveTo(connection, batch.next());
            if (today.isAfter(forgotten)) {
              rows.forget(today.minusDays(keep.get().toDays()));
            }
            return null;
          });
      forgotten = today;
      place = Optional.of(batch.next());
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
