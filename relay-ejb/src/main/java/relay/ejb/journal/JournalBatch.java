package relay.ejb.journal;

import java.util.List;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;

/**
 * Some events in the order of the journal.
 *
 * @param next where to read on, once these have been dealt with; also moves when there were no
 *     events but the file ended
 */
public record JournalBatch(List<RecordedEvent> events, JournalPosition next) {
  public JournalBatch {
    events = List.copyOf(events);
  }
}
