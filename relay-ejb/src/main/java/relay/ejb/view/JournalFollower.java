package relay.ejb.view;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.MessageFold;
import relay.domain.view.ViewStatus;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.JournalReader;

/**
 * Brings the message view up to the journal, batch by batch. {@link #follow} runs on one thread at
 * a time; the status may be asked by all.
 */
public final class JournalFollower implements ViewStatus, Follower {
  private static final Logger LOG = Logger.getLogger(JournalFollower.class.getName());
  private static final Duration FIRST_REOPEN_DELAY = Duration.ofSeconds(1);
  private final JournalReader journal;
  private final Database database;
  private final ViewWriter writer;
  private final DatabaseSettings settings;
  private final InstantSource clock;
  private Optional<JournalPosition> place = Optional.empty();
  private Duration reopenDelay = FIRST_REOPEN_DELAY;
  private JournalPosition end = JournalPosition.START;
  private volatile Optional<JournalPosition> written = Optional.empty();
  private volatile Instant upTo;
  private volatile boolean behind = true;
  private volatile long refused;

  JournalFollower(
      JournalReader journal,
      Database database,
      ViewWriter writer,
      DatabaseSettings settings,
      InstantSource clock) {
    this.journal = journal;
    this.database = database;
    this.writer = writer;
    this.settings = settings;
    this.clock = clock;
    this.upTo = clock.instant();
  }

  /**
   * Writes the next batch.
   *
   * @return the pause before the next call: none of it is lost when it is longer. While mail goes
   *     on it is at least as long as the work took, so that following takes at most half a
   *     processor from the mail path; a view that is behind catches up at once when mail rests
   */
  Duration follow() {
    Instant start = clock.instant();
    if (!database.open()) {
      return nextReopenDelay();
    }
    try {
      boolean more = writeBatch(start);
      reopenDelay = FIRST_REOPEN_DELAY;
      if (more && !hasGrown()) {
        return Duration.ZERO;
      }
      Duration work = Duration.between(start, clock.instant());
      return more || work.compareTo(settings.interval()) > 0 ? work : settings.interval();
    } catch (ViewUnavailable e) {
      place = Optional.empty(); // what the transaction did is unknown: ask the database
      behind = true;
      LOG.log(Level.FINE, "the message view waits for its database", e);
      return nextReopenDelay();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the journal cannot be read for the message view; trying again", e);
      return nextReopenDelay();
    }
  }

  /** Whether anything was written to the journal since the last time this was asked. */
  private boolean hasGrown() throws IOException {
    JournalPosition before = end;
    end = journal.end();
    return !end.equals(before);
  }

  private Duration nextReopenDelay() {
    Duration delay = min(reopenDelay, settings.reopenDelayMax());
    reopenDelay = min(reopenDelay.multipliedBy(2), settings.reopenDelayMax());
    return delay;
  }

  /** True when the journal may hold more at once. */
  private boolean writeBatch(Instant now) throws IOException {
    JournalPosition from = place();
    List<RecordedEvent> events = new ArrayList<>();
    JournalPosition next = from;
    boolean atEnd = false;
    while (!atEnd && events.size() < settings.batchEvents()) {
      var batch = journal.read(next, settings.batchEvents() - events.size());
      events.addAll(batch.events());
      next = batch.next();
      atEnd = batch.events().isEmpty();
    }
    if (!next.equals(from)) {
      var fold = new MessageFold();
      events.forEach(e -> fold.add(e.event(), e.line()));
      refused += writer.write(fold.changes(), next.toString());
      place = Optional.of(next);
    }
    written = Optional.of(next);
    behind = !atEnd;
    upTo = atEnd ? now : events.get(events.size() - 1).event().at();
    return !atEnd;
  }

  private JournalPosition place() {
    if (place.isEmpty()) {
      place = Optional.of(writer.place().map(JournalPosition::parse).orElse(JournalPosition.START));
    }
    return place.get();
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public String name() {
    return "message view";
  }

  /** Everything in the journal before this place is in the database; empty when not yet known. */
  @Override
  public Optional<JournalPosition> written() {
    return written;
  }

  @Override
  public Optional<String> trouble() {
    return database.trouble();
  }

  @Override
  public Duration lag() {
    Duration lag = Duration.between(upTo, clock.instant());
    // up to date is as good as the last look: two pauses without one is a lag
    boolean isCurrent = !behind && lag.compareTo(settings.interval().multipliedBy(2)) <= 0;
    return isCurrent || lag.isNegative() ? Duration.ZERO : lag;
  }

  @Override
  public long refused() {
    return refused;
  }
}
