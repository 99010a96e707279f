package relay.domain.backtest;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/** What the journal of this node still holds of a time (port). Thread-safe. */
public interface PastEvents {
  /**
   * Gives events of these kinds in the order in which they were written, one at a time.
   *
   * @param until not included
   * @param isOver asked again and again, also where there are no such events: then it ends
   * @param taker says false when it wants no more
   * @return empty when all that is held of this time was given; else how far it was read, from
   *     which another reading can go on
   * @throws relay.domain.journal.JournalUnavailable when the journal cannot be read now
   */
  Optional<Instant> read(
      Instant from,
      Instant until,
      Set<EventType> kinds,
      BooleanSupplier isOver,
      Predicate<MailEvent> taker);
}
