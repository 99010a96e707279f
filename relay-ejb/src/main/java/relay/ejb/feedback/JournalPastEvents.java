package relay.ejb.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import relay.domain.backtest.PastEvents;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.ejb.journal.JournalBatch;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/**
 * Past events out of the journal's files, some hundred in memory at a time. Files of which the next
 * one begins before the time asked for are not opened. Thread-safe.
 */
@ApplicationScoped
public class JournalPastEvents implements PastEvents {
  private static final int EVENTS = 500;

  /** An event is written somewhat after its time: what was said, when all of it was said. */
  private static final Duration DELAY_MAX = Duration.ofMinutes(15);

  private final JournalFolder folder;
  private final JournalReader journal;

  /** For the container's proxy. */
  protected JournalPastEvents() {
    this(null, null);
  }

  @Inject
  public JournalPastEvents(JournalFolder folder, JournalReader journal) {
    this.folder = folder;
    this.journal = journal;
  }

  @Override
  public Optional<Instant> read(
      Instant from,
      Instant until,
      Set<EventType> kinds,
      BooleanSupplier isOver,
      Predicate<MailEvent> taker) {
    try {
      JournalPosition end = journal.end();
      JournalPosition position = start(from);
      while (position.compareTo(end) < 0) {
        JournalBatch batch = journal.read(position, EVENTS, kinds, isOver);
        for (RecordedEvent recorded : batch.events()) {
          MailEvent event = recorded.event();
          if (event.at().isAfter(until.plus(DELAY_MAX))) {
            return Optional.empty();
          }
          boolean isWithin = !event.at().isBefore(from) && event.at().isBefore(until);
          if (isWithin && !taker.test(event)) {
            return Optional.of(event.at());
          }
        }
        if (isOver.getAsBoolean()) {
          return Optional.of(goneTo(batch.next(), from, until));
        }
        if (batch.next().equals(position)) {
          return Optional.empty();
        }
        position = batch.next();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new JournalUnavailable("the journal cannot be read now: " + e.getMessage(), e);
    }
  }

  /** The time of what stands there, of whatever kind. */
  private Instant goneTo(JournalPosition position, Instant from, Instant until) throws IOException {
    List<RecordedEvent> next = journal.read(position, 1).events();
    Instant at = next.isEmpty() ? until : next.get(0).event().at();
    return at.isBefore(from) ? from : at.isAfter(until) ? until : at;
  }

  /** The beginning of the last file that was begun before the time. */
  private JournalPosition start(Instant from) throws IOException {
    List<JournalFileName> files = folder.files();
    LocalDate day = from.atOffset(ZoneOffset.UTC).toLocalDate();
    int at = 0;
    while (at + 1 < files.size() && files.get(at + 1).day().isBefore(day)) {
      at++;
    }
    while (at + 1 < files.size() && begins(files.get(at + 1)).isBefore(from)) {
      at++;
    }
    return new JournalPosition(files.isEmpty() ? 0 : files.get(at).number(), 0);
  }

  private Instant begins(JournalFileName file) throws IOException {
    List<RecordedEvent> first = journal.read(new JournalPosition(file.number(), 0), 1).events();
    return first.isEmpty() ? Instant.MAX : first.get(0).event().at();
  }
}
