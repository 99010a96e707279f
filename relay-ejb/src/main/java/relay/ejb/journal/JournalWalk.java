package relay.ejb.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;

/**
 * The way of one follower through its node's journal. Its place is moved on in the transaction that
 * writes what came of the events, so each counts once; what is done outside of it is done again
 * after trouble. While journal or database fail it stays where it is. {@link #follow} runs on one
 * thread at a time; the rest may be asked by all.
 */
public final class JournalWalk {
  private static final Logger LOG = System.getLogger(JournalWalk.class.getName());
  private final String name;
  private final JournalReader journal;
  private final Set<EventType> types;
  private final Database database;
  private final FollowerPlace kept;
  private final DatabaseSettings settings;
  private final Pace pace;
  private volatile Optional<JournalPosition> place = Optional.empty();
  private volatile Optional<JournalPosition> written = Optional.empty();

  /** When to look again. */
  public enum Pace {
    /** At once while there is more. */
    AT_ONCE(0),
    /** After a pause, so that events gather for few transactions; at once while far behind. */
    GATHERING(1);

    private final int pauses;

    Pace(int pauses) {
      this.pauses = pauses;
    }

    private Duration after(boolean more, boolean isFarBehind, Duration interval) {
      if (isFarBehind) {
        return Duration.ZERO;
      }
      return interval.multipliedBy(more ? pauses : pauses + 1);
    }
  }

  /** What is to be written of some events, in the transaction that moves the place on. */
  @FunctionalInterface
  public interface Notes {
    Notes NONE = connection -> {};

    void write(Connection connection) throws SQLException;
  }

  /**
   * @param name of the follower, for the log
   * @param types the events that it is told of
   */
  public JournalWalk(
      String name,
      JournalReader journal,
      Set<EventType> types,
      Database database,
      FollowerPlace kept,
      DatabaseSettings settings,
      Pace pace) {
    this.name = name;
    this.journal = journal;
    this.types = Set.copyOf(types);
    this.database = database;
    this.kept = kept;
    this.settings = settings;
    this.pace = pace;
  }

  /** What {@link Follower#written} asks. */
  public Optional<JournalPosition> written() {
    return written;
  }

  /** Whether it knows where it is: not before it began, nor after the database failed. */
  public boolean knowsPlace() {
    return place.isPresent();
  }

  /**
   * Takes the next events.
   *
   * @param take what is to be written of them; called with none, too
   * @param after called when that is written, with whether there may be more at once
   * @return the pause before the next call
   */
  public Duration follow(Function<List<RecordedEvent>, Notes> take, Consumer<Boolean> after) {
    if (!database.open()) {
      return settings.reopenDelayMax();
    }
    try {
      boolean more = next(take);
      after.accept(more);
      return pace.after(more, more && isFarBehind(), settings.interval());
    } catch (ViewUnavailable e) {
      place = Optional.empty(); // what the transaction did is unknown: ask the database
      LOG.log(Logger.Level.DEBUG, "a follower of the journal waits for the database: " + name, e);
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the journal cannot be read; trying again: " + name, e);
    }
    return settings.reopenDelayMax();
  }

  /** Whether more waits than one look takes: who paused then would never come up with a flood. */
  private boolean isFarBehind() throws IOException {
    JournalPosition end = journal.end();
    return place
        .filter(
            at ->
                end.file() == at.file()
                    ? end.offset() - at.offset() >= JournalReader.CHUNK_OCTETS
                    : end.file() > at.file())
        .isPresent();
  }

  private boolean next(Function<List<RecordedEvent>, Notes> take) throws IOException {
    JournalPosition from = place();
    JournalBatch batch = journal.read(from, settings.batchEvents(), types);
    Notes notes = take.apply(batch.events());
    if (!batch.next().equals(from)) {
      database.inTransaction(
          connection -> {
            notes.write(connection);
            kept.moveTo(connection, batch.next());
            return null;
          });
      place = Optional.of(batch.next());
    }
    written = Optional.of(batch.next());
    return !batch.events().isEmpty();
  }

  /**
   * Where it goes on; asks the database when that is not known.
   *
   * @throws ViewUnavailable when the database cannot tell
   */
  public JournalPosition place() {
    if (place.isEmpty()) {
      place = Optional.of(database.inTransaction(kept::read));
    }
    return place.get();
  }
}
