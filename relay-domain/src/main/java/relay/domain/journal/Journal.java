package relay.domain.journal;

import java.util.List;

/**
 * Where events are kept (port). Thread-safe. Events of one call stand together and in order.
 *
 * <p>Throws {@link JournalUnavailable} when the events could not be written; the caller must then
 * not go on as if they were.
 */
public interface Journal {

  /**
   * When this returns the events survive the death of the process, though not yet of the machine.
   */
  void write(List<MailEvent> events);

  /**
   * When this returns the events survive the loss of power too; waits for a sync that others share.
   */
  void writeDurably(List<MailEvent> events);
}
