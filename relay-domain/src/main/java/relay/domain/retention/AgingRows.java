package relay.domain.retention;

import java.time.Instant;
import java.util.List;

/**
 * Rows that go when they are old, beside mails and journal (port). Every implementation that the
 * container finds takes part in each run of the prune job. Thread-safe.
 */
public interface AgingRows {

  /** The word for them, without blanks. */
  String name();

  /**
   * Keys of those that are too old by the settings that hold now, in their order.
   *
   * @param after only greater keys, to go on after a batch; empty text for the first
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  List<String> old(Instant now, String after, int max);

  /** Removes those that are still there; how many that were. */
  int remove(List<String> keys);
}
