package relay.domain.backtest;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/** What the journal of this node still holds of a time (port). Thread-safe. */
public interface PastEvents {
  /**
   * Gives events of these kinds in the order in which they were written, one at a time.
   *
   * @param until not included
   * @param taker says false when it wants no more
   * @return whether all that is held of this time was given
   * @throws relay.domain.journal.JournalUnavailable when the journal cannot be read now
   */
  boolean read(Instant from, Instant until, Set<EventType> kinds, Predicate<MailEvent> taker);
}
